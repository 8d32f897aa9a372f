import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** A SHA-256 hash in lower-case hexadecimal. */
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Who acted, as far as the reader may know. */
export const AuditActor = closed({
  /** `portal`: a service by itself. Null in entries of before this was written down. */
  kind: nullable(Type.Enum(['vendor', 'customer', 'portal', 'anonymous'])),
  /**
   * `user:<id>`, `machine:<id>`, `service:<name>` or `anonymous`; no names: the log holds no personal data of its own.
   * Owners are told it, and the address, of people and tokens of the organizations that they may audit: else null.
   */
  id: nullable(Type.String()),
  /** The organizations that the person or token belonged to; null for who is not staff. */
  cabinet_ids: nullable(Type.Array(Uuid)),
  /** In whose name they acted, if in another's: told to whom `id` is told. */
  on_behalf: nullable(Type.String()),
});
export type AuditActor = Static<typeof AuditActor>;

/** A member of what was changed, by its JSON Pointer; null where there was none before, or is none after. */
export const AuditChange = closed({ pointer: Type.String(), before: Type.Unknown(), after: Type.Unknown() });
export type AuditChange = Static<typeof AuditChange>;

/**
 * One thing that happened. Staff also read its place in the chain: each tree has its own, and the vendor has one for what
 * belongs to no tree. `hash` chains the entry to the one before: SHA-256 over that entry's hash followed by the canonical JSON
 * (RFC 8785) of all the other members but `chain` and `changes`; before the first stand the 16 bytes of the chain's id, or zeros, and
 * 16 zeros. So anybody who has the entries can check them. An actor without a kind is hashed as the text of its id; `version` and
 * the actor's `on_behalf` are left out where they are null.
 */
export const AuditEntry = closed({
  /** The id of the event. */
  id: Uuid,
  /** The root, at that time, of the tree in which it happened; null for the vendor's own chain. Like `seq` and `hash` null for who is not staff. */
  chain: nullable(Uuid),
  /** The place in the chain: from 1, without gaps. */
  seq: nullable(Type.Integer({ minimum: 1 })),
  at: Instant,
  actor: AuditActor,
  /** `<service>.<aggregate>.<what happened>`. */
  action: Type.String(),
  /** The id of what was changed. */
  subject: Type.String(),
  /** Null for what belongs to no organization, such as a product: for staff only. */
  cabinet_id: nullable(Uuid),
  request_id: Type.String(),
  ip: nullable(Type.String()),
  /** What it became: the data of the event. To who may not know of the organizations above, without `parent_id` and `root_id`. */
  data: Type.Unknown(),
  /** The version of what was changed that came of it; null in entries of before this was written down. */
  version: nullable(Type.Integer()),
  /** What is different from the state before, which an earlier entry told; null where none did, or where this one tells no state. */
  changes: nullable(Type.Array(AuditChange)),
  hash: nullable(Hash),
});
export type AuditEntry = Static<typeof AuditEntry>;

/** What a check of one chain found; `to_seq` is where it stopped: go on behind it. */
export const ChainCheck = closed({
  /** The tree's root; null for the vendor's own chain. */
  chain: nullable(Uuid),
  from_seq: Type.Integer(),
  to_seq: Type.Integer(),
  ok: Type.Boolean(),
  /** The first entry that was changed or is missing. */
  broken_at: nullable(Type.Integer()),
  /** The hash of the entry at `to_seq`, to be compared with one that was written down; null where the chain is broken or empty. */
  hash: nullable(Hash),
  /** The newest entry, to be written down elsewhere: without it nobody can tell that the log was cut at its end. */
  head: nullable(closed({ seq: Type.Integer(), hash: Hash })),
});
export type ChainCheck = Static<typeof ChainCheck>;

/** A chain by its id, null for the vendor's own, and how far it goes. */
export const Chain = closed({ chain: nullable(Uuid), head: closed({ seq: Type.Integer(), hash: Hash }) });
export type Chain = Static<typeof Chain>;
