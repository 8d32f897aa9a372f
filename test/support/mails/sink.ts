import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../peers/free-ports.ts';

/** A mail server in a process of its own, which can be killed at any moment. */
export interface MailSink {
  readonly url: string;
  /** SIGKILL, and another one in its place. */
  restart(): Promise<void>;
  /** The Message-IDs of all mails that were taken, as often as they were. */
  accepted(): Promise<string[]>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('./sink-program.ts', import.meta.url));

export async function startMailSink(): Promise<MailSink> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-sink-'));
  const file = join(folder, 'accepted');
  await writeFile(file, '');
  const [port] = (await freePorts(1)) as [number];
  let child = await start(port, file);
  return {
    url: `smtp://127.0.0.1:${port}`,
    async restart() {
      await end(child);
      child = await start(port, file);
    },
    accepted: async () => (await readFile(file, 'utf8')).split('\n').filter((line) => line !== ''),
    async stop() {
      await end(child);
      await rm(folder, { recursive: true });
    },
  };
}

async function start(port: number, file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, String(port), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout ?? child, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
