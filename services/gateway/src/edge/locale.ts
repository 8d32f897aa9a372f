import type { Locale } from '@kabinet/problem';

/** The language that `Accept-Language` (RFC 9110, 12.5.4) prefers among ours, or undefined when it names none of them. */
export function localeIn(header: string | undefined): Locale | undefined {
  if (header === undefined) return undefined;
  let best: Locale | undefined;
  let bestQuality = 0;
  for (const range of header.slice(0, 500).split(',')) {
    const locale = localeOfTag(range);
    if (!locale) continue;
    const quality = qualityOf(range);
    if (quality > bestQuality) [best, bestQuality] = [locale, quality];
  }
  return best;
}

function localeOfTag(range: string): Locale | undefined {
  const tag = range.trimStart().slice(0, 2).toLowerCase();
  const end = range.trimStart().charAt(2);
  if (end !== '' && end !== '-' && end !== ';' && end !== ' ') return undefined;
  return tag === 'ru' || tag === 'en' ? tag : undefined;
}

/** The `q` of one element of a negotiation header; 1 when there is none. */
export function qualityOf(range: string): number {
  const quality = /;\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)/i.exec(range)?.[1];
  return quality === undefined ? 1 : Number(quality);
}
