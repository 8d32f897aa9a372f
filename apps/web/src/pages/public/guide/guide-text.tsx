import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { isValidElement, type ReactNode } from 'react';
import type { Components } from 'react-markdown';
import { useTranslation } from 'react-i18next';
import remarkGfm from 'remark-gfm';
import { MarkdownText } from '../../../components/markdown.tsx';
import type { Language } from '../../../i18n/i18n.ts';
import { paths } from '../../../navigation/paths.ts';
import { anchorOf } from './headings.ts';
import { pictureAddress } from './guides.ts';
import classes from './guide.module.css';

const SIBLING = /^([\w-]+)\.md(?:#(.+))?$/;
const plugins = [remarkGfm];

/** A guide as it reads: with tables and its own pictures, and headings that can be linked to. */
export function GuideText({ language, children }: { readonly language: Language; readonly children: string }) {
  const components: Components = {
    h2: ({ children: words }) => <LinkedHeading level="h2">{words}</LinkedHeading>,
    h3: ({ children: words }) => <LinkedHeading level="h3">{words}</LinkedHeading>,
    a: ({ href = '', children: label }) => (
      <GuideReference language={language} href={href}>
        {label}
      </GuideReference>
    ),
    img: ({ src, alt }) => <Picture src={src} alt={alt} />,
    // What is wider than a phone scrolls by itself, with the keyboard too.
    table: ({ children: rows }) => (
      <div className={classes.table} tabIndex={0}>
        <table>{rows}</table>
      </div>
    ),
  };
  return (
    <MarkdownText plugins={plugins} components={components} disallowed={[]}>
      {children}
    </MarkdownText>
  );
}

function LinkedHeading({ level: Level, children }: { readonly level: 'h2' | 'h3'; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const text = textOf(children);
  const anchor = anchorOf(text);
  return (
    <Level id={anchor} tabIndex={-1} className={classes.heading}>
      {children}
      <a href={`#${anchor}`} className={classes.anchor} aria-label={t('guides.link_to', { heading: text })}>
        {'#'}
      </a>
    </Level>
  );
}

/** To another guide, within this one, to something of the portal, or out. */
function GuideReference({
  language,
  href,
  children,
}: {
  readonly language: Language;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const [, guide, anchor] = SIBLING.exec(href) ?? [];
  if (guide === undefined) {
    return (
      <Anchor href={href} underline="always">
        {children}
      </Anchor>
    );
  }
  const to = paths.guide(language, guide);
  return (
    <Anchor
      underline="always"
      renderRoot={(root) => <Link to={to} search={{}} {...(anchor === undefined ? {} : { hash: anchor })} {...root} />}
    >
      {children}
    </Anchor>
  );
}

function Picture({ src = '', alt = '' }: { readonly src: string | undefined; readonly alt: string | undefined }) {
  const address = pictureAddress(src.slice(src.lastIndexOf('/') + 1));
  return address === undefined ? null : <img src={address} alt={alt} className={classes.picture} loading="lazy" />;
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map((part: ReactNode) => textOf(part)).join('');
  return isValidElement<{ readonly children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}
