/** Which side's value of a field holds. `both`: each was changed, and differently. */
export type Settlement = 'same' | 'ours' | 'theirs' | 'both';

/**
 * What has become of a field that two sides may change. `agreed` is what they last had in common; null where nobody knows, as of tickets
 * that were made before this was kept: then ours holds.
 */
export function settle<Value>(
  agreed: Value | null,
  ours: Value,
  theirs: Value,
  isAlike: (one: Value, other: Value) => boolean,
): Settlement {
  if (isAlike(ours, theirs)) return 'same';
  if (agreed === null || isAlike(agreed, theirs)) return 'ours';
  return isAlike(agreed, ours) ? 'theirs' : 'both';
}
