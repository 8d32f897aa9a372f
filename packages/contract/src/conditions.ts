import type { Part } from './content.ts';

/** Conditions and ranges of requests, by RFC 9110, sections 13 and 14. Tags are in quotes. */

/** Whether `If-None-Match` names the ETag: compared weakly, and `*` names any. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return tags.includes(etag.replace(/^W\//, ''));
}

/** Whether `If-Match` lets a request through: compared strongly, and `*` names any. */
export function matches(ifMatch: string | undefined, etag: string): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return (ifMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => tag === etag);
}

/**
 * The part that `Range` asks for. `whole` for no range, for another unit and for what is no range at all, as section 14.2 wants;
 * `refused` for a part that does not exist, and for several at once, which section 15.5.17 lets a server refuse: whoever asks
 * for two slices of ten gigabytes is not served by all ten.
 */
export function partOf(range: string | undefined, size: number): Part | 'whole' | 'refused' {
  const set = /^bytes=(.+)$/i.exec(range ?? '')?.[1]?.replaceAll(/[ \t]/g, '');
  if (set === undefined) return 'whole';
  const specs = set.split(',').filter((spec) => spec !== '');
  if (specs.length === 0 || !specs.every((spec) => isSpec(spec))) return 'whole';
  if (specs.length > 1) return 'refused';
  const [first = '', last = ''] = specs.join('').split('-');
  if (first === '') return suffix(Number(last), size);
  const start = Number(first);
  if (start >= size) return 'refused';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

function isSpec(spec: string): boolean {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(spec) ?? [];
  if (first === '' && last === '') return false;
  return first === '' || last === '' || Number(first) <= Number(last);
}

function suffix(length: number, size: number): Part | 'refused' {
  return length === 0 || size === 0 ? 'refused' : { start: Math.max(0, size - length), end: size - 1 };
}
