import { subjectOf, type Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { AuditContext } from '../context.ts';
import { CHAIN_ORIGIN, chainHash, type HashedEntry } from '../domain/chain.ts';
import { findHead, insertEntry, lockChain, type ChainHead } from '../queries/entry.ts';

/** Where the chain ends for a transaction that holds its lock: events come in batches, and nobody else can append meanwhile. */
const heads = new WeakMap<Transaction, ChainHead>();

/** Appends the event to the chain, once however often it comes; a state told once more is no event of its own. */
export async function recordEntry(_context: AuditContext, event: Event, tx: Transaction): Promise<void> {
  if (event.republished) return;
  const head = heads.get(tx) ?? (await openChain(tx));
  const entry = entryOf(event, head.seq + 1);
  const hash = chainHash(head.hash, entry);
  const appended = await insertEntry(tx, entry, hash, event.rootid);
  heads.set(tx, appended ? { seq: entry.seq, hash } : head);
}

async function openChain(tx: Transaction): Promise<ChainHead> {
  await lockChain(tx);
  return (await findHead(tx)) ?? { seq: 0, hash: CHAIN_ORIGIN };
}

function entryOf(event: Event, seq: number): HashedEntry {
  return {
    id: event.id,
    seq,
    at: new Date(event.time).toISOString(),
    actor: event.actor.principal,
    action: subjectOf(event),
    subject: event.subject,
    cabinet_id: event.organizationid,
    request_id: event.actor.request_id,
    ip: event.actor.ip,
    data: event.data,
  };
}
