import type { Chain, ChainCheck } from '@kabinet/contracts/audit/resources';
import type { Queryable } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuditContext } from '../context.ts';
import { chainHash, chainOrigin } from '../domain/chain.ts';
import { fetchLinks, findHead, listHeads } from '../queries/entry.ts';
import { VENDOR_CHAIN } from '../queries/entry-view.ts';

/** One call looks at no more than this, so that it takes a second or two; the caller goes on behind `to_seq`. */
const MAX_ENTRIES = 20_000;
const BATCH = 1_000;

interface Range {
  /** The tree's root; the vendor's own chain without one. */
  readonly chain?: string;
  readonly from_seq?: number;
  readonly to_seq?: number;
}

/** Recomputes the hashes of a range of a chain, by default from its start. An entry that was asked for and is missing breaks it. */
export async function checkChain({ db }: AuditContext, range: Range): Promise<ChainCheck> {
  const chainId = range.chain ?? VENDOR_CHAIN;
  const from = range.from_seq ?? 1;
  if (range.to_seq !== undefined && range.to_seq < from) {
    throw problem('invalid_query', { errors: [{ pointer: '?to_seq', code: 'too_small', params: { limit: from } }] });
  }
  const head = await findHead(db, chainId);
  const to = Math.min(range.to_seq ?? head?.seq ?? 0, from + MAX_ENTRIES - 1);
  const checked: Checked = to < from ? {} : await walk(db, chainId, { from, to });
  const broken = checked.brokenAt;
  return {
    chain: range.chain ?? null,
    from_seq: from,
    to_seq: broken ?? Math.max(to, from - 1),
    ok: broken === undefined,
    broken_at: broken ?? null,
    hash: broken === undefined && checked.last ? hex(checked.last) : null,
    head: head ? { seq: head.seq, hash: hex(head.hash) } : null,
  };
}

/** The chains in the order of their ids, behind `after`; the vendor's own is the first. */
export async function listChains({ db }: AuditContext, { after, limit }: { after?: string; limit?: number }): Promise<Chain[]> {
  const heads = await listHeads(db, after, limit ?? 50);
  return heads.map(({ chain_id, seq, hash }) => ({
    chain: chain_id === VENDOR_CHAIN ? null : chain_id,
    head: { seq, hash: hex(hash) },
  }));
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}

interface Checked {
  /** The place of the first entry that is missing or does not have the hash that it should. */
  readonly brokenAt?: number;
  /** The hash of the last entry. */
  readonly last?: Uint8Array;
}

async function walk(db: Queryable, chainId: string, { from, to }: { from: number; to: number }): Promise<Checked> {
  const before = from === 1 ? chainOrigin(chainId) : (await fetchLinks(db, chainId, { from: from - 1, to: from - 1 }, 1))[0]?.hash;
  if (!before) return { brokenAt: from - 1 };
  let previous: Uint8Array = before;
  for (let expected = from; expected <= to;) {
    const links = await fetchLinks(db, chainId, { from: expected, to }, BATCH);
    for (const { hash, ...entry } of links) {
      if (entry.seq !== expected || !hash.equals(chainHash(previous, entry))) return { brokenAt: expected };
      previous = hash;
      expected += 1;
    }
    if (links.length === 0) return { brokenAt: expected };
  }
  return { last: previous };
}
