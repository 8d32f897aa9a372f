import { subjectOf, type Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { AuditContext } from '../context.ts';
import { chainHash, chainOrigin, type HashedEntry } from '../domain/chain.ts';
import { findHead, insertEntry, lockChains, type ChainHead } from '../queries/entry.ts';
import { VENDOR_CHAIN } from '../queries/entry-view.ts';

/** Where chains end for a transaction that holds their lock: events come in batches, and nobody else can append meanwhile. */
const heads = new WeakMap<Transaction, Map<string, ChainHead>>();

/**
 * Appends the event to the chain of the tree in which it happened, once however often it comes; a state told once more is
 * no event of its own.
 */
export async function recordEntry(_context: AuditContext, event: Event, tx: Transaction): Promise<void> {
  if (event.republished) return;
  const chainId = event.rootid ?? VENDOR_CHAIN;
  const known = heads.get(tx) ?? (await openChains(tx));
  const head = known.get(chainId) ?? (await findHead(tx, chainId)) ?? { seq: 0, hash: chainOrigin(chainId) };
  const entry = entryOf(event, head.seq + 1);
  const hash = chainHash(head.hash, entry);
  const appended = await insertEntry(tx, { entry, hash, chainId, rootId: event.rootid });
  known.set(chainId, appended ? { seq: entry.seq, hash } : head);
}

async function openChains(tx: Transaction): Promise<Map<string, ChainHead>> {
  await lockChains(tx);
  const opened = new Map<string, ChainHead>();
  heads.set(tx, opened);
  return opened;
}

function entryOf(event: Event, seq: number): HashedEntry {
  const { principal, side, organization_ids, on_behalf, request_id, ip } = event.actor;
  return {
    id: event.id,
    seq,
    at: new Date(event.time).toISOString(),
    actor: { kind: side ?? null, id: principal, cabinet_ids: [...(organization_ids ?? [])], on_behalf: on_behalf ?? null },
    action: subjectOf(event),
    subject: event.subject,
    cabinet_id: event.organizationid,
    request_id,
    ip,
    data: event.data,
    version: event.version,
  };
}
