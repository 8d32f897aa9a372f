import type { SyntheticEvent } from 'react';
import { inertHtml } from './inert-html.ts';
import classes from './html-preview.module.css';

/**
 * A mail as mail readers show it, in a frame where no script runs and no link leads anywhere. The content security policy
 * forbids styles in markup, in frames too, so they are set as properties once the frame is there.
 */
export function HtmlPreview({ title, html }: { readonly title: string; readonly html: string }) {
  const inert = inertHtml(html);
  function dress({ currentTarget: frame }: SyntheticEvent<HTMLIFrameElement>): void {
    const document = frame.contentDocument;
    const Sheet = document?.defaultView?.CSSStyleSheet;
    if (!document || !Sheet) return;
    const sheet = new Sheet();
    sheet.replaceSync(inert.css);
    document.adoptedStyleSheets = [sheet];
    for (const element of document.querySelectorAll<HTMLElement>('[data-style]')) element.style.cssText = element.dataset['style'] ?? '';
    frame.style.height = `${document.documentElement.scrollHeight}px`;
  }
  // `allow-same-origin` lets this page reach into the frame; without `allow-scripts` the frame cannot reach out.
  return <iframe title={title} sandbox="allow-same-origin" srcDoc={inert.html} onLoad={dress} className={classes.frame} />;
}
