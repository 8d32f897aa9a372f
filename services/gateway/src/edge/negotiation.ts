import { problem } from '@kabinet/problem';
import { qualityOf } from './locale.ts';

/** One of the forms in which a path answers. */
export interface Form<Target> {
  /** What `?format=` calls it. */
  readonly format: string;
  readonly mediaType: string;
  readonly target: Target;
}

/** The forms of one (method, path); the first answers whoever does not ask for another. */
export type Forms<Target> = readonly [Form<Target>, ...Form<Target>[]];

/** Chooses by `?format=` first, then by `Accept`. Throws `invalid_query` for a format that nobody serves here. */
export function chooseForm<Target>(forms: Forms<Target>, format: unknown, accept: string | undefined): Target {
  if (format !== undefined) {
    const asked = forms.find((form) => form.format === format);
    if (asked) return asked.target;
    const allowed = forms.map((form) => form.format).join(', ');
    throw problem('invalid_query', { errors: [{ pointer: '?format', code: 'not_allowed', params: { allowed } }] });
  }
  if (accept === undefined || accept === '*/*' || accept === forms[0].mediaType) return forms[0].target;
  return preferredForm(forms, accept).target;
}

/** RFC 9110, 12.5.1: the highest quality wins, a range named exactly before a wildcard, then our order. */
function preferredForm<Target>(forms: Forms<Target>, accept: string): Form<Target> {
  const ranges = accept.slice(0, 1000).split(',').map(parseRange);
  let best = forms[0];
  let bestRank = 0;
  for (const form of forms) {
    const rank = rankOf(form.mediaType, ranges);
    if (rank > bestRank) [best, bestRank] = [form, rank];
  }
  return best;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function parseRange(range: string): MediaRange {
  const [type = ''] = range.split(';', 1);
  return { type: type.trim().toLowerCase(), quality: qualityOf(range) };
}

/** The quality of the most specific range that covers the type; its specificity decides between equal qualities. */
function rankOf(mediaType: string, ranges: readonly MediaRange[]): number {
  const group = `${mediaType.slice(0, mediaType.indexOf('/'))}/*`;
  for (const [index, type] of [mediaType, group, '*/*'].entries()) {
    const range = ranges.find((candidate) => candidate.type === type);
    if (range) return range.quality === 0 ? 0 : range.quality + (2 - index) / 10_000;
  }
  return 0;
}
