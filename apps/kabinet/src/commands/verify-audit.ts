import type { Client } from '@kabinet/contract/client';
import { auditContract } from '@kabinet/contracts/audit';
import type { Chain } from '@kabinet/contracts/audit/resources';
import { readFile } from 'node:fs/promises';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { CommandError } from './command-error.ts';

/** A client for one call: each has its own deadline, the whole of a long log none. */
type Audit = () => Client<typeof auditContract>;

/** What is wrong with a chain; `seq` is the first place where it is. */
export interface ChainFault {
  readonly chain: string | null;
  readonly seq: number;
  /** `broken`: an entry was changed or is missing. `cut`: entries of which the given heads know are gone. `replaced`: the chain is another. */
  readonly fault: 'broken' | 'cut' | 'replaced';
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly chains: number;
  readonly entries: number;
  readonly faults: readonly ChainFault[];
  /** To be kept elsewhere and given as `--heads` next time. */
  readonly heads: readonly Chain[];
}

/** Checks every entry of every chain, and the heads that were written down before. */
export async function verifyAudit(
  composition: Composition,
  known: readonly Chain[],
  onProgress: (entries: number) => void,
): Promise<AuditVerdict> {
  const audit: Audit = () => clientOf(composition, auditContract);
  const faults: ChainFault[] = [];
  const heads: Chain[] = [];
  let entries = 0;
  for await (const chain of chainsOf(audit)) {
    heads.push(chain);
    const broken = await firstBreak(audit, chain, (checked) => onProgress(entries + checked));
    if (broken !== undefined) faults.push({ chain: chain.chain, seq: broken, fault: 'broken' });
    entries += chain.head.seq;
    onProgress(entries);
  }
  for (const head of known) {
    const fault = await faultOfHead(audit, head);
    if (fault) faults.push(fault);
  }
  return { ok: faults.length === 0, chains: heads.length, entries, faults, heads };
}

async function* chainsOf(audit: Audit): AsyncGenerator<Chain> {
  let after: string | undefined;
  for (;;) {
    const { items } = await audit().listAuditChains({ query: { limit: 200, ...(after === undefined ? {} : { after }) } });
    yield* items;
    const last = items.at(-1);
    if (!last) return;
    after = last.chain ?? VENDOR;
  }
}

/** The vendor's own chain, as a place in the order of ids. */
const VENDOR = '00000000-0000-0000-0000-000000000000';

/** The place of the first entry of the chain that is not as it was written. */
async function firstBreak(audit: Audit, { chain, head }: Chain, onProgress: (checked: number) => void): Promise<number | undefined> {
  for (let from = 1; from <= head.seq;) {
    const found = await audit().checkAuditChain({ query: { ...named(chain), from_seq: from, to_seq: head.seq } });
    if (found.broken_at !== null) return found.broken_at;
    onProgress(found.to_seq);
    from = found.to_seq + 1;
  }
  return undefined;
}

/** What became of a head that was written down. */
async function faultOfHead(audit: Audit, { chain, head: { seq, hash } }: Chain): Promise<ChainFault | undefined> {
  const found = await audit().checkAuditChain({ query: { ...named(chain), from_seq: seq, to_seq: seq } });
  if ((found.head?.seq ?? 0) < seq) return { chain, seq: (found.head?.seq ?? 0) + 1, fault: 'cut' };
  // A break is told already, by the walk over the whole chain.
  return found.ok && found.hash !== hash ? { chain, seq, fault: 'replaced' } : undefined;
}

function named(chain: string | null) {
  return chain === null ? {} : { chain };
}

/** The heads in what an earlier `audit verify --json` answered. */
export async function readHeads(file: string): Promise<readonly Chain[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, 2);
  }
  const heads = headsIn(text);
  if (!heads) throw new CommandError(`${file} has no heads; it should be an answer of kabinet audit verify --json`, 2);
  return heads;
}

function headsIn(text: string): readonly Chain[] | undefined {
  try {
    const { heads } = JSON.parse(text) as { heads?: unknown };
    return Array.isArray(heads) && heads.every(isHead) ? heads : undefined;
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is Chain {
  const { chain, head } = (value ?? {}) as { chain?: unknown; head?: { seq?: unknown; hash?: unknown } };
  return (chain === null || typeof chain === 'string') && Number.isSafeInteger(head?.seq) && typeof head?.hash === 'string';
}
