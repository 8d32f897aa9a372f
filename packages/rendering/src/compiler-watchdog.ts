/**
 * Runs in a thread of the compiler's process, because its main thread may be inside a template that never ends.
 * Ends the process when it outgrows its memory, whatever the parent is busy with, and when the parent is gone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { OUT_OF_MEMORY_SIGNAL, type CompilerSettings } from './compiler-protocol.ts';

const LOOK_EVERY_MS = 20;
const settings = workerData as CompilerSettings;
const bound = settings.memoryMb * 1024 * 1024;

setInterval(() => {
  if (process.ppid !== settings.parent) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > bound) process.kill(process.pid, OUT_OF_MEMORY_SIGNAL);
}, LOOK_EVERY_MS);
parentPort?.postMessage('looking');
