export interface Heading {
  readonly text: string;
  /** What an address names it by, behind the `#`. */
  readonly anchor: string;
}

/** The headings of the second level of a Markdown text, in their order. What stands in code is none. */
export function headingsOf(markdown: string): Heading[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
  return Array.from(prose.matchAll(/^## (.+)$/gm), ([, words = '']) => {
    const text = words.replaceAll('`', '').trim();
    return { text, anchor: anchorOf(text) };
  });
}

/** As GitHub names headings, so that links within a guide lead to the same place there. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
