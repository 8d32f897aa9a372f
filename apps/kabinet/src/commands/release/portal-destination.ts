import type { FileTransfer, Upload } from '@kabinet/contracts/artifacts/resources';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandError } from '../command-error.ts';
import type { Destination, Outcome } from './destination.ts';
import type { PlannedFile } from './plan-release.ts';

export interface PortalAccount {
  /** Such as `https://portal.example.org`. */
  readonly url: string;
  /** Of a machine, with the scope `releases:write`. */
  readonly token: string;
}

const ATTEMPTS = 5;
const LOOK_EVERY_MS = 1_000;

/** A portal's own bucket: files go there in parts, and a transfer that was cut off goes on with what is missing. */
export function portalDestination(account: PortalAccount): Destination {
  return {
    async put(product, version, planned, onBytes) {
      const { file, size, sha256 } = planned;
      let transfer = await announce();
      if (transfer.state === 'failed') transfer = await announce();
      const missing = numbers(transfer).filter((number) => !transfer.received.includes(number));
      if (transfer.state === 'receiving') {
        onBytes(bytesOf(transfer, transfer.received));
        for (const number of missing) {
          await sendPart(account, transfer, number, planned);
          onBytes(bytesOf(transfer, [number]));
        }
      } else onBytes(size);
      await untilStored(account, transfer);

      async function announce(): Promise<FileTransfer> {
        return (await ask(account, 'POST', '/file-transfers', { product, version, file, size, sha256 })) as FileTransfer;
      }
    },
    outcome: (product, version) => untilChecked(account, `${product}/${version}`),
  };
}

function numbers({ parts }: FileTransfer): number[] {
  return Array.from({ length: parts }, (_, index) => index + 1);
}

function bytesOf({ size, part_size, parts }: FileTransfer, received: readonly number[]): number {
  return received.reduce((sum, number) => sum + (number === parts ? size - part_size * (parts - 1) : part_size), 0);
}

async function sendPart(account: PortalAccount, transfer: FileTransfer, number: number, { source }: PlannedFile): Promise<void> {
  const start = (number - 1) * transfer.part_size;
  const length = bytesOf(transfer, [number]);
  const bytes = 'path' in source ? await readPart(source.path, start, length) : source.contents.subarray(start, start + length);
  await ask(account, 'PUT', `/file-transfers/${transfer.id}/parts/${number}`, bytes);
}

async function readPart(path: string, start: number, length: number): Promise<Buffer> {
  await using file = await open(path, 'r');
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, start);
  if (bytesRead !== length) throw new CommandError(`${path} changed while it was sent`);
  return buffer;
}

async function untilStored(account: PortalAccount, { id, file }: FileTransfer): Promise<void> {
  for (;;) {
    const { state } = (await ask(account, 'GET', `/file-transfers/${id}`)) as FileTransfer;
    if (state === 'stored') return;
    if (state !== 'assembling') throw new CommandError(`${file} arrived as another file than it was announced; run the command again`);
    await pause(LOOK_EVERY_MS);
  }
}

async function untilChecked(account: PortalAccount, folder: string): Promise<Outcome> {
  for (;;) {
    const { items } = (await ask(account, 'GET', `/uploads?q=${encodeURIComponent(folder)}`)) as { items: Upload[] };
    const found = items.find((upload) => upload.folder === folder);
    if (found && found.state !== 'checking') return found;
    await pause(LOOK_EVERY_MS);
  }
}

/** Asks the portal; what may work a moment later is tried again. Throws a `CommandError` with the portal's words. */
async function ask(account: PortalAccount, method: string, path: string, body?: object | Buffer<ArrayBuffer>): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(account, method, path, body);
    if (response?.ok) return response.status === 204 ? undefined : response.json();
    const mayWork = response === undefined || response.status === 429 || response.status >= 500;
    if (!mayWork || attempt === ATTEMPTS) throw await refusalOf(account, response);
    await pause(500 * 2 ** attempt);
  }
}

async function send({ url, token }: PortalAccount, method: string, path: string, body?: object | Buffer): Promise<Response | undefined> {
  const isBytes = Buffer.isBuffer(body);
  const type = isBytes ? 'application/octet-stream' : 'application/json';
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}), 'accept-language': 'en' };
  const sent = body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) };
  try {
    return await fetch(new URL(`/api/v1${path}`, url), { method, headers, ...sent });
  } catch {
    return undefined;
  }
}

async function refusalOf({ url }: PortalAccount, response: Response | undefined): Promise<CommandError> {
  if (!response) return new CommandError(`${url} does not answer`);
  const told = (await response.json().catch(() => ({}))) as {
    title?: string;
    detail?: string;
    errors?: { pointer: string; detail: string }[];
  };
  const faults = (told.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`).join('');
  return new CommandError(`${response.status} ${told.title ?? ''}${told.detail === told.title ? '' : ` – ${told.detail ?? ''}`}${faults}`);
}
