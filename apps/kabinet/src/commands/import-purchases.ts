import type { MachinePrincipal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import type { PurchaseMessage } from '@kabinet/contracts/licenses/resources';
import { ProblemError } from '@kabinet/problem';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { cannot } from './command-error.ts';
import type { Feed } from './purchase-feed.ts';

export interface ImportFault {
  readonly line: number;
  readonly id: string | null;
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
}

/** What became of the lines of a feed. */
export interface ImportSummary {
  readonly lines: number;
  readonly accepted: number;
  /** Accepted before, with the same contents. */
  readonly repeated: number;
  readonly conflicting: readonly ImportFault[];
  readonly refused: readonly ImportFault[];
  /** Where the refused and conflicting lines stand as they came; null when there are none. */
  readonly refused_file: string | null;
}

const importer: MachinePrincipal = { kind: 'machine', id: 'import', scopes: ['purchases:write'], organization: null };

/**
 * Sends a feed of the ERP, a message a line, in its order. Every message is accepted or refused by itself, so that an import
 * that was cut short is simply repeated. `onProgress` is told the share done, 0 to 1, where the length of the feed is known.
 */
export async function importPurchases(composition: Composition, feed: Feed, onProgress: (share: number) => void): Promise<ImportSummary> {
  const tally: Tally = { lines: 0, accepted: 0, repeated: 0, conflicting: [], refused: [] };
  let bytes = 0;
  let lineNumber = 0;
  for await (const line of linesOf(feed)) {
    lineNumber += 1;
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    tally.lines += 1;
    const fault = await importLine(composition, line, lineNumber, tally);
    if (fault) await feed.rejects.appendFile(`${line}\n`).catch(cannot('write', feed.part));
    if (feed.size > 0) onProgress(Math.min(1, bytes / feed.size));
  }
  const faulty = tally.refused.length + tally.conflicting.length > 0;
  if (faulty) await rename(feed.part, feed.refused).catch(cannot('write', feed.refused));
  return { ...tally, refused_file: faulty ? feed.refused : null };
}

/** The lines of the feed; a feed that breaks off while it is read ends the import. */
async function* linesOf({ file, input }: Feed): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: input.createReadStream(), crlfDelay: Infinity });
  } catch (error) {
    cannot('read', file)(error);
  }
}

interface Tally {
  lines: number;
  accepted: number;
  repeated: number;
  conflicting: ImportFault[];
  refused: ImportFault[];
}

/** Sends one line; answers its fault, having counted it. Faults that are not the line's own end the import. */
async function importLine(composition: Composition, line: string, number: number, tally: Tally): Promise<ImportFault | undefined> {
  const message = parseLine(line);
  const id = nameOf(message);
  const started = new Date().toISOString();
  try {
    const purchase = await clientOf(composition, licensesContract, importer).receivePurchase({ body: message as PurchaseMessage });
    if (purchase.updated_at < started) tally.repeated += 1;
    else tally.accepted += 1;
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const errors = error.errors.map(({ pointer, code }) => ({ pointer, code }));
    const fault = { line: number, id, code: error.code, errors };
    if (error.code === 'purchase_conflict') tally.conflicting.push(fault);
    else if (error.code === 'invalid_purchase') tally.refused.push(fault);
    else throw error;
    return fault;
  }
}

/** A line that is not JSON is sent as a text, so that it too is kept with its reason. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

function nameOf(message: unknown): string | null {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
  return typeof id === 'string' ? id : null;
}
