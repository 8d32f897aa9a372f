import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeFlags from '../bin/node-flags.json' with { type: 'json' };
import { freePorts } from '../../../test/peers/free-ports.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A data folder of its own for one test, with ports that nobody else uses. */
export interface Installation {
  readonly environment: NodeJS.ProcessEnv;
  /** The program of another release; this one's unless said otherwise. */
  readonly main?: string;
  readonly url: string;
  remove(): Promise<void>;
}

export async function newInstallation(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-program-'));
  const [port, metrics] = await freePorts(2);
  return {
    environment: {
      ...process.env,
      KABINET_DATA: join(folder, 'data'),
      PORT: String(port),
      METRICS_PORT: String(metrics),
      NODE_OPTIONS: '',
    },
    url: `http://127.0.0.1:${port}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the program to its end. */
export async function run({ environment, main }: Pick<Installation, 'environment' | 'main'>, ...args: string[]): Promise<Outcome> {
  const running = spawnProgram(environment, args, main);
  const [code] = (await once(running.child, 'close')) as [number | null];
  return { code, ...running.output };
}

export interface RunningProgram {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Resolves when standard output contains `text`; rejects when the program ends before. */
  said(text: string): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export function startProgram({ environment, main }: Pick<Installation, 'environment' | 'main'>, ...args: string[]): RunningProgram {
  const running = spawnProgram(environment, args, main);
  const { child, output } = running;
  return {
    ...running,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (output.stdout.includes(text)) resolve();
        };
        child.stdout?.on('data', look);
        child.once('close', () => reject(new Error(`the program ended without saying "${text}":\n${output.stdout}${output.stderr}`)));
        look();
      }),
    end: async (signal) => {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'close') : Promise.resolve([child.exitCode]);
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

function spawnProgram(environment: NodeJS.ProcessEnv, args: readonly string[], main = MAIN): Pick<RunningProgram, 'child' | 'output'> {
  const child = spawn(process.execPath, [...nodeFlags, main, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return { child, output };
}
