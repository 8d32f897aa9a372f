import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface OwnerProcess {
  readonly child: ChildProcess;
  readonly adminUrl?: string;
  /** The postmaster's. */
  readonly pid?: number;
  readonly inUseBy?: number;
  readonly message?: string;
}

interface OwnerOptions {
  readonly program?: string;
  readonly uid?: number;
  readonly gid?: number;
}

const owner = fileURLToPath(new URL('owner.ts', import.meta.url));

/** Runs `owner.ts` in a Node of its own and waits until it has either started its server or been refused. */
export async function startOwner(dataDirectory: string, { program = owner, ...user }: OwnerOptions = {}): Promise<OwnerProcess> {
  const child = spawn(process.execPath, [program, dataDirectory], { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  for await (const line of createInterface(child.stdout)) return { child, ...(JSON.parse(line) as Omit<OwnerProcess, 'child'>) };
  throw new Error(`owner.ts ended without a word: ${complaint}`);
}

export async function killOwner({ child }: OwnerProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
