import Markdown from 'react-markdown';
import classes from './markdown.module.css';

/**
 * Markdown that somebody wrote, as it reads. HTML in it stays text, addresses lead to http, https and mail only, and pictures are left
 * out: nothing is loaded from elsewhere.
 */
export function MarkdownText({ children }: { readonly children: string }) {
  return (
    <div className={classes.text}>
      <Markdown
        disallowedElements={['img']}
        components={{
          // Below the heading of the page.
          h1: 'h2',
          a: ({ href, children: label }) => (
            <a href={href} rel="noreferrer noopener">
              {label}
            </a>
          ),
        }}
      >
        {children}
      </Markdown>
    </div>
  );
}
