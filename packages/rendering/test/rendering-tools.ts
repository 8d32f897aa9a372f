import { readFileSync } from 'node:fs';
import type { RenderJob } from '../src/renderer.ts';
import type { TemplateFiles } from '../src/template-files.ts';

const createdAt = new Date('2026-11-20T09:00:00Z');

/** A template of one file, and any others. */
export function templateOf(main: string, others: Readonly<Record<string, string>> = {}): TemplateFiles {
  const files = Object.entries({ 'main.typ': main, ...others }).map(([path, text]) => [path, Buffer.from(text)]);
  return { main: 'main.typ', files: Object.fromEntries(files) };
}

export function jobOf(main: string, others?: Readonly<Record<string, string>>): RenderJob {
  return { template: templateOf(main, others), data: {}, locale: 'ru', createdAt };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The most memory that a process ever had resident, in MB; 0 when it is gone. */
export function peakMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
