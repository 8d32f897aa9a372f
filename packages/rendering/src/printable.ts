/** PDF/A refuses a document with a character that has no glyph, so that one emoji in a name would cost the whole document. */

/** What IBM Plex Sans can draw and a name may hold; a test prints every one of them. */
export const PRINTABLE = [
  '\\u0020-\\u007e\\u00a0-\\u017f\\u0218-\\u021b\\u0259\\u02bc',
  '\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce',
  '\\u0400-\\u045f\\u0462\\u0463\\u0472-\\u0475\\u0490-\\u04c2\\u04cf-\\u04d9\\u04dc-\\u04e9\\u04ee-\\u04f9',
  '\\u1e9e\\u1ea0-\\u1ef9\\u2010-\\u2015\\u2018-\\u201a\\u201c-\\u201e\\u2020-\\u2022\\u2026\\u202f\\u2030\\u2032\\u2033',
  '\\u2039\\u203a\\u20ac\\u20b4\\u20b8\\u20bd\\u2113\\u2116\\u2122\\u2190-\\u2199\\u2206\\u2211\\u2212\\u221a\\u221e\\u2248',
  '\\u2260\\u2264\\u2265\\u25ca',
].join('');

const UNPRINTABLE = new RegExp(`[^${PRINTABLE}]`, 'gu');
/** Formatting characters that change nothing on paper, among them the marks that turn text around. */
const INVISIBLE = /[\p{Cf}\p{Mn}]/gu;
const LONG_WORD = /[^\s\u00a0\u202f-]{25}(?=[^\s\u00a0\u202f-])/gu;
const ZERO_WIDTH_SPACE = '\u200b';

/** `text` on one line, in characters that can be printed; the others become `?`. */
export function printable(text: string): string {
  return text.normalize('NFC').replaceAll(/\s/g, keepNoBreak).replaceAll(INVISIBLE, '').replaceAll(UNPRINTABLE, '?');
}

/** `printable`, with places where a very long word may break instead of leaving the page. */
export function breakable(text: string): string {
  return printable(text).replaceAll(LONG_WORD, `$&${ZERO_WIDTH_SPACE}`);
}

function keepNoBreak(space: string): string {
  return space === '\u00a0' || space === '\u202f' ? space : ' ';
}
