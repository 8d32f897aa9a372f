import { createHash } from 'node:crypto';
import { keepsAnswers, type Operation, type WrittenReply } from '@kabinet/contract';
import type { Call } from '@kabinet/contract/client';
import { principalKey } from '@kabinet/contract/principal';
import { createBuilder } from '@kabinet/database/builder';
import type { Session, Transaction } from '@kabinet/database';
import { problem, type ProblemError, type ProblemOptions } from '@kabinet/problem';
import { sql } from 'kysely';

const query = createBuilder<Record<string, never>>();

/** A stored answer, the same byte for byte; a stored refusal is thrown again. */
function replay({ status, headers, body: text }: StoredAnswer): WrittenReply {
  if (status >= 400) {
    const { code, ...refusal } = JSON.parse(text) as ProblemOptions & { code: string };
    throw problem(code, { ...refusal, headers });
  }
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

/** Says who was logged in, how often one may ask, or which version was seen: another time, or version, is another question. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 412, 425, 429]);

/** A refusal that is the answer to the request, and so stays the answer to its key; the others leave the key free. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && !PASSING.has(status);
}

/**
 * Runs `work` at most once per (principal, operation, key) in 24 hours, and answers the same to each call with the key: what `work`
 * answered, or its refusal. The answer is stored in the transaction of the effect itself, so that a kill between COMMIT and the answer
 * leaves both or neither. `refusalOf` answers what the operation declares, and nothing for a failure.
 */
export async function once(
  session: Session,
  call: Call,
  key: string,
  work: (joined: Session) => Promise<WrittenReply>,
  refusalOf: (error: unknown) => Refusal | undefined,
): Promise<WrittenReply> {
  const request: Request = { identity: [principalKey(call.principal), call.operation, key], hash: requestHash(call) };
  let refused: KeptAnswer | undefined;
  try {
    return await session.transaction(async (tx) => {
      const earlier = await claim(tx, request);
      if (earlier) return replay(earlier);
      const reply = await work(joinedTo(tx)).catch((error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal && isFinal(refusal.status)) refused = keptRefusal(refusal);
        throw error;
      });
      const { status, headers = {}, payload = '' } = reply;
      await keep(tx, request, { status, headers, body: payload });
      return reply;
    });
  } catch (error) {
    if (!refused) throw error;
    return keepRefusal(session, request, refused, error);
  }
}

/**
 * What `work` did before it refused is undone by now, so the refusal is kept in a transaction of its own. Whoever sent the same key in
 * between and was let through has decided: theirs is the answer to this call too.
 */
async function keepRefusal(session: Session, request: Request, refused: KeptAnswer, error: unknown): Promise<WrittenReply> {
  const earlier = await session.transaction(async (tx) => {
    const found = await claim(tx, request);
    if (!found) await keep(tx, request, refused);
    return found;
  });
  if (!earlier) throw error;
  return replay(earlier);
}

/** What the caller is told. */
interface Refusal {
  readonly error: ProblemError;
  readonly status: number;
}

interface Request {
  /** Principal, operation, key. */
  readonly identity: readonly [string, string, string];
  readonly hash: Buffer;
}

/** Locks the key until the transaction ends; answers what is stored under it. Throws for other data, and while another call has it. */
async function claim(tx: Transaction, { identity, hash }: Request): Promise<StoredAnswer | undefined> {
  const lock = sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${identity.join('\n')}, 0)) as locked`;
  const [locked, stored] = await Promise.all([tx.first(lock.compile(query)), findAnswer(tx, identity)]);
  if (!locked?.locked) throw problem('idempotency_key_in_progress');
  // The first look shared its round trip with the lock; an answer committed in between shows only to a second look.
  const answer = stored ?? (await findAnswer(tx, identity));
  if (answer && !answer.request_hash.equals(hash)) throw problem('idempotency_key_reused');
  return answer;
}

async function keep(tx: Transaction, { identity, hash }: Request, { status, headers, body }: KeptAnswer): Promise<void> {
  await tx.execute(
    sql`insert into idempotency_key (principal, operation, key, request_hash, status, headers, body)
      values (${identity[0]}, ${identity[1]}, ${identity[2]}, ${hash}, ${status}, ${JSON.stringify(headers)}::jsonb, ${body})
      on conflict (principal, operation, key) do update set request_hash = excluded.request_hash, status = excluded.status,
        headers = excluded.headers, body = excluded.body, created_at = now()`.compile(query),
  );
}

function keptRefusal({ error, status }: Refusal): KeptAnswer {
  const { code, params, errors, extensions, headers } = error;
  return { status, headers, body: JSON.stringify({ code, params, errors, extensions }) };
}

interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: NonNullable<WrittenReply['payload']>;
}

interface StoredAnswer extends KeptAnswer {
  readonly request_hash: Buffer;
  readonly body: string;
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
