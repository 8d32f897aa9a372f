export interface InertHtml {
  /** The markup without styles, each of which stands in `data-style`, and without addresses. */
  readonly html: string;
  /** What stood in its `<style>` elements. */
  readonly css: string;
}

/**
 * Takes out of the portal's own mails what a content security policy without `unsafe-inline` would refuse, and what leads
 * somewhere. Whatever else a mail held would stay text: scripts do not run where it is shown.
 */
export function inertHtml(html: string): InertHtml {
  const styles = Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/gi), ([, css = '']) => css);
  return {
    html: html
      .replaceAll(/<style>[\s\S]*?<\/style>/gi, '')
      .replaceAll(/(<[a-z][^>]*?) style="/gi, '$1 data-style="')
      .replaceAll(/(<[a-z][^>]*?) href="/gi, '$1 data-href="'),
    css: styles.join('\n'),
  };
}
