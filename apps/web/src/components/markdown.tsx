import Markdown, { type Components, type Options } from 'react-markdown';
import classes from './markdown.module.css';

interface MarkdownTextProps {
  readonly children: string;
  readonly plugins?: Options['remarkPlugins'];
  /** What is shown otherwise than elsewhere. */
  readonly components?: Components;
  /** Elements that are left out. */
  readonly disallowed?: readonly string[];
}

const PICTURES = ['img'];

/** Of what somebody wrote. */
const shown: Components = {
  // Below the heading of the page.
  h1: 'h2',
  a: ({ href, children: label }) => (
    <a href={href} rel="noreferrer noopener">
      {label}
    </a>
  ),
  // It scrolls, and not only with a mouse.
  pre: ({ children: code }) => <pre tabIndex={0}>{code}</pre>,
};

/**
 * Markdown that somebody wrote, as it reads. HTML in it stays text, addresses lead to http, https and mail only, and pictures are left
 * out, unless the caller knows them: nothing is loaded from elsewhere.
 */
export function MarkdownText({ children, plugins, components, disallowed = PICTURES }: MarkdownTextProps) {
  return (
    <div className={classes.text}>
      <Markdown remarkPlugins={plugins ?? null} disallowedElements={disallowed} components={{ ...shown, ...components }}>
        {children}
      </Markdown>
    </div>
  );
}
