import type { MachinePrincipal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import type { PurchaseMessage } from '@kabinet/contracts/licenses/resources';
import { ProblemError } from '@kabinet/problem';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';

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
 * that was cut short is simply repeated. `onProgress` is told the share done, 0 to 1.
 */
export async function importPurchases(composition: Composition, file: string, onProgress: (share: number) => void): Promise<ImportSummary> {
  const { size } = await stat(file);
  const refusedFile = `${file}.refused`;
  const rejects = createWriteStream(`${refusedFile}.part`);
  const tally: Tally = { lines: 0, accepted: 0, repeated: 0, conflicting: [], refused: [] };
  let bytes = 0;
  let lineNumber = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lineNumber += 1;
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    tally.lines += 1;
    const fault = await importLine(composition, line, lineNumber, tally);
    if (fault) rejects.write(`${line}\n`);
    onProgress(Math.min(1, bytes / size));
  }
  await new Promise<void>((resolve, reject) => rejects.end((error?: Error | null) => (error ? reject(error) : resolve())));
  const faulty = tally.refused.length + tally.conflicting.length > 0;
  if (faulty) await rename(`${refusedFile}.part`, refusedFile);
  else await rm(`${refusedFile}.part`);
  return { ...tally, refused_file: faulty ? refusedFile : null };
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
