import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** A SHA-256 hash in lower-case hexadecimal. */
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * One thing that happened. `hash` chains it to the entry before: SHA-256 over that entry's hash (32 bytes; zeros before
 * the first) followed by the canonical JSON (RFC 8785) of all the other members. So anybody who has the entries can check them.
 */
export const AuditEntry = closed({
  /** The id of the event. */
  id: Uuid,
  /** The place in the log: from 1, without gaps. */
  seq: Type.Integer({ minimum: 1 }),
  at: Instant,
  /** `user:<id>`, `machine:<id>`, `service:<name>` or `anonymous`; no names: the log holds no personal data of its own. */
  actor: Type.String(),
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
  hash: Hash,
});
export type AuditEntry = Static<typeof AuditEntry>;

/** What a check of the chain found; `to_seq` is where it stopped: go on behind it. */
export const ChainCheck = closed({
  from_seq: Type.Integer(),
  to_seq: Type.Integer(),
  ok: Type.Boolean(),
  /** The first entry that was changed or is missing. */
  broken_at: nullable(Type.Integer()),
  /** The newest entry, to be written down elsewhere: without it nobody can tell that the log was cut at its end. */
  head: nullable(closed({ seq: Type.Integer(), hash: Hash })),
});
export type ChainCheck = Static<typeof ChainCheck>;
