import { useEffect, useState } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { TextLink } from '../navigation/link.tsx';
import text from './markdown.module.css';
import classes from './article-text.module.css';

/** Where the pictures of an article come from: by the name that the text gives them. Undefined for one that is not there. */
export type LoadPicture = (name: string) => Promise<Blob> | undefined;

interface ArticleTextProps {
  readonly children: string;
  readonly loadPicture: LoadPicture;
  /** What callouts are called, by their sign in Markdown. */
  readonly callouts: Readonly<Record<string, string>>;
}

/**
 * Markdown of an article as it reads: tables, callouts, and pictures that are the article's own. HTML in it stays text, and nothing is
 * loaded from elsewhere.
 */
export function ArticleText({ children, loadPicture, callouts }: ArticleTextProps) {
  return (
    <div className={`${text.text} ${classes.text}`}>
      <Markdown remarkPlugins={[remarkGfm, [markCallouts, callouts]]} components={componentsFor(loadPicture)}>
        {children}
      </Markdown>
    </div>
  );
}

function componentsFor(loadPicture: LoadPicture): Components {
  return {
    // Below the heading of the page.
    h1: 'h2',
    a: ({ href = '', children }) =>
      href.startsWith('/') && !href.startsWith('//') ? (
        <TextLink to={href}>{children}</TextLink>
      ) : (
        <a href={href} rel="noreferrer noopener">
          {children}
        </a>
      ),
    img: ({ src, alt }) => <Picture name={typeof src === 'string' ? src : ''} alt={alt ?? ''} loadPicture={loadPicture} />,
    pre: ({ children }) => (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long line is scrolled by keyboard, too
      <pre tabIndex={0}>{children}</pre>
    ),
    table: ({ children }) => (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled by keyboard, too
      <div className={classes.wide} tabIndex={0} role="group">
        <table>{children}</table>
      </div>
    ),
  };
}

interface PictureProps {
  readonly name: string;
  readonly alt: string;
  readonly loadPicture: LoadPicture;
}

/** A picture of the article; one that cannot be had is its words. */
function Picture({ name, alt, loadPicture }: PictureProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    let made: string | undefined;
    const show = (picture: Blob) => {
      if (!isWanted) return;
      made = URL.createObjectURL(picture);
      setUrl(made);
    };
    loadPicture(fileNameIn(name))?.then(show, () => undefined);
    return () => {
      isWanted = false;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [name, loadPicture]);
  return url === undefined ? <em>{alt}</em> : <img src={url} alt={alt} className={classes.picture} />;
}

function fileNameIn(url: string): string {
  const bare = url.replace(/^\.\//, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** Of a tree of Markdown (mdast), what callouts are made of. */
interface Node {
  readonly type: string;
  value?: string;
  children?: Node[];
  data?: { readonly hProperties: { readonly className: readonly string[] } };
}

const CALLOUT = /^\[!(\w+)\]\s*/;

/** Quotations that begin with `[!NOTE]` and the like are callouts, as GitHub writes them. */
function markCallouts(words: Readonly<Record<string, string>>) {
  return function mark(tree: Node): void {
    for (const node of tree.children ?? []) if (node.type === 'blockquote') markCallout(node, words);
  };
}

function markCallout(quote: Node, words: Readonly<Record<string, string>>): void {
  const first = quote.children?.[0]?.children?.[0];
  if (first?.type !== 'text' || first.value === undefined) return;
  const kind = CALLOUT.exec(first.value)?.[1]?.toLowerCase() ?? '';
  const word = Object.hasOwn(words, kind) ? words[kind] : undefined;
  if (word === undefined) return;
  first.value = first.value.replace(CALLOUT, '');
  quote.data = { hProperties: { className: [classes[kind] ?? classes['note'] ?? ''] } };
  const name: Node = { type: 'strong', children: [{ type: 'text', value: word }] };
  quote.children?.unshift({ type: 'paragraph', children: [name] });
}
