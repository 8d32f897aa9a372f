import { createHash } from 'node:crypto';
import { keepsAnswers, type Operation, type WrittenReply } from '@kabinet/contract';
import type { Call } from '@kabinet/contract/client';
import { principalKey } from '@kabinet/contract/principal';
import { createBuilder } from '@kabinet/database/builder';
import type { Session, Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import { sql } from 'kysely';

const query = createBuilder<Record<string, never>>();

/** A stored answer, the same byte for byte. */
function storedReply({ status, headers, body: text }: StoredAnswer): WrittenReply {
  return text === ''
    ? { status, headers, payload: undefined, body: undefined }
    : { status, headers, payload: text, body: JSON.parse(text) };
}

/** Whether `call` is to be remembered; throws when the operation needs a key that is missing or malformed. */
export function idempotencyKeyOf(operation: Operation, call: Call): string | undefined {
  if (!keepsAnswers(operation, call.principal)) return undefined;
  const key = call.idempotencyKey;
  if (key === undefined) {
    if (operation.idempotency === 'required') throw problem('idempotency_key_required');
    return undefined;
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw problem('invalid_idempotency_key');
  return key;
}

/**
 * Runs `work` at most once per (principal, operation, key) in 24 hours. The answer is stored in the transaction of the
 * effect itself, so that a kill between COMMIT and the answer leaves both or neither.
 */
export async function once(
  session: Session,
  call: Call,
  key: string,
  work: (joined: Session) => Promise<WrittenReply>,
): Promise<WrittenReply> {
  const identity = [principalKey(call.principal), call.operation, key] as const;
  return session.transaction(async (tx) => {
    const lock = sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${identity.join('\n')}, 0)) as locked`;
    const [locked, stored] = await Promise.all([tx.first(lock.compile(query)), findAnswer(tx, identity)]);
    if (!locked?.locked) throw problem('idempotency_key_in_progress');
    // The first look shared its round trip with the lock; an answer committed in between shows only to a second look.
    const answer = stored ?? (await findAnswer(tx, identity));
    const hash = requestHash(call);
    if (answer) {
      if (!answer.request_hash.equals(hash)) throw problem('idempotency_key_reused');
      return storedReply(answer);
    }
    const reply = await work(joinedTo(tx));
    await tx.execute(
      sql`insert into idempotency_key (principal, operation, key, request_hash, status, headers, body)
        values (${identity[0]}, ${identity[1]}, ${identity[2]}, ${hash}, ${reply.status}, ${JSON.stringify(reply.headers ?? {})}::jsonb, ${reply.payload ?? ''})
        on conflict (principal, operation, key) do update set request_hash = excluded.request_hash, status = excluded.status,
          headers = excluded.headers, body = excluded.body, created_at = now()`.compile(query),
    );
    return reply;
  });
}

interface StoredAnswer {
  request_hash: Buffer;
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function findAnswer(
  tx: Transaction,
  [principal, operation, key]: readonly [string, string, string],
): Promise<StoredAnswer | undefined> {
  return tx.first(
    sql<StoredAnswer>`select request_hash, status, headers, body from idempotency_key
      where principal = ${principal} and operation = ${operation} and key = ${key} and created_at > now() - interval '24 hours'`.compile(
      query,
    ),
  );
}

/** The action's own transaction joins the one that holds the key. */
function joinedTo(tx: Transaction): Session {
  return { rows: tx.rows, first: tx.first, execute: tx.execute, transaction: (work) => work(tx) };
}

function requestHash(call: Call): Buffer {
  return createHash('sha256')
    .update(canonicalJson([call.params, call.query, call.body]))
    .digest();
}

/** JSON with sorted members: the same value has the same text however its members came. */
function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) =>
      member !== null && typeof member === 'object' && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? 'null'
  );
}

/** Keys are forgotten after their 24 hours. */
export async function forgetIdempotencyKeys(session: Session): Promise<void> {
  await session.execute(sql`delete from idempotency_key where created_at < now() - interval '24 hours'`.compile(query));
}
