import { createHash } from 'node:crypto';
import type { AuditEntry } from '@kabinet/contracts/audit/resources';

/** What the hash of an entry covers: all of it that readers see. */
export type HashedEntry = Omit<AuditEntry, 'hash'>;

/** What the first entry is chained to. */
export const CHAIN_ORIGIN: Uint8Array = new Uint8Array(32);

/** SHA-256 over the hash of the entry before and the canonical JSON of this one. */
export function chainHash(previous: Uint8Array, entry: HashedEntry): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest();
}

/** JSON by the canonicalization scheme of RFC 8785: no spaces, members by the UTF-16 code units of their names. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
