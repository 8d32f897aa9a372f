import { subjectOf, type Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { AuditContext } from '../context.ts';
import { CHAIN_ORIGIN, chainHash, type HashedEntry } from '../domain/chain.ts';
import { entryExists, findHead, insertEntry, lockChain } from '../queries/entry.ts';

/** Appends the event to the chain, once however often it comes. */
export async function recordEntry(_context: AuditContext, event: Event, tx: Transaction): Promise<void> {
  await lockChain(tx);
  const [recorded, head] = await Promise.all([entryExists(tx, event.id), findHead(tx)]);
  if (recorded) return;
  const entry = entryOf(event, (head?.seq ?? 0) + 1);
  await insertEntry(tx, entry, chainHash(head?.hash ?? CHAIN_ORIGIN, entry), event.rootid);
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
