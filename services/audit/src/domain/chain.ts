import { createHash } from 'node:crypto';
import type { AuditActor, AuditEntry } from '@kabinet/contracts/audit/resources';

/**
 * What the hash of an entry covers: all of it that staff see, but for the chain, which the first entry is bound to, and what
 * changed, which follows from the entries.
 */
export type HashedEntry = Omit<AuditEntry, 'hash' | 'chain' | 'changes' | 'seq'> & { readonly seq: number };

/** What the first entry of a chain is chained to: its id and zeros, so that no chain passes for another. */
export function chainOrigin(chainId: string): Uint8Array {
  return Buffer.concat([Buffer.from(chainId.replaceAll('-', ''), 'hex'), Buffer.alloc(16)]);
}

/** SHA-256 over the hash of the entry before and the canonical JSON of this one. */
export function chainHash(previous: Uint8Array, entry: HashedEntry): Buffer {
  const { actor, version, ...rest } = entry;
  const hashed = { ...rest, ...(version === null ? {} : { version }), actor: hashedActor(actor) };
  return createHash('sha256').update(previous).update(canonicalJson(hashed)).digest();
}

/** As it was written when entries began to tell each of its parts. */
function hashedActor({ on_behalf, ...actor }: AuditActor): unknown {
  if (actor.kind === null) return actor.id;
  return on_behalf === null ? actor : { ...actor, on_behalf };
}

/** JSON by the canonicalization scheme of RFC 8785: no spaces, members by the UTF-16 code units of their names. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
