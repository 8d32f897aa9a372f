import { folded, inLatin } from './letters.ts';

const LONGEST = 80;
/** What an article is called whose title has no letter that an address takes. */
const NAMELESS = 'article';

/** A name for addresses from a title: «Установка HornsOS 1.8» is `ustanovka-hornsos-1-8`. */
export function slugOf(title: string): string {
  const latin = inLatin(folded(title)).replaceAll(/[^a-z0-9]+/g, '-');
  const cut = latin.slice(0, LONGEST).replaceAll(/^-+|-+$/g, '');
  return cut === '' ? NAMELESS : cut;
}
