import { createHash } from 'node:crypto';

/** SHA-256 of a JSON value, whatever the order of its members and however its numbers and spaces were written. */
export function hashOfContents(value: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(value, sortMembers) ?? 'null')
    .digest();
}

function sortMembers(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
