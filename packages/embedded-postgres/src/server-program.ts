import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { canEnter, type ServerUser } from './system-user.ts';

export interface ServerProgram {
  readonly program: string;
  /** The folder that the program works on. */
  readonly directory: string;
  /** The program's arguments, given the name by which it can open `directory`. */
  readonly args: (directory: string) => readonly string[];
  readonly user: ServerUser | undefined;
  readonly onOutput: (text: string) => void;
}

/**
 * Spawns one of PostgreSQL's programs as `user`, in a session of its own, so that Ctrl-C in the terminal does not reach it.
 *
 * A folder below one that is closed to `user`, such as /root, is handed over as an open descriptor: the kernel checks the way to a
 * file when it is opened, and `/proc/self/fd/3` leads straight to it (proc(5)).
 */
export function spawnServerProgram({ program, directory, args, user, onOutput }: ServerProgram): ChildProcess {
  const descriptor = process.platform === 'linux' && !canEnter(user, directory) ? openSync(directory, 'r') : undefined;
  try {
    const child = spawn(program, args(descriptor === undefined ? directory : '/proc/self/fd/3'), {
      ...user,
      cwd: '/',
      detached: true,
      // Neither our secrets nor the PG* variables of the person's shell concern it.
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['pipe', 'pipe', 'pipe', descriptor ?? 'ignore'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
    return child;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Lets this process end before the program does. Whoever waits for the program's end, or its last words, holds on to it. */
export function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();
}

/** Runs one of PostgreSQL's programs to its end, with `input` on its standard input. Throws an error that ends in what it said last. */
export async function runServerProgram({ input = '', ...program }: Omit<ServerProgram, 'onOutput'> & { input?: string }): Promise<void> {
  let output = '';
  const child = spawnServerProgram({ ...program, onOutput: (text) => (output += text) });
  child.stdin?.on('error', () => {}).end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${program.program} failed (code ${code}):\n${lastLines(output)}`);
}

/** The last lines of a program's output, which is where it says why it stopped. */
export function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-12).join('\n');
}
