import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { RenderJob } from '../src/rendering/renderer.ts';
import type { TemplateFiles } from '../src/rendering/template-files.ts';

export const createdAt = new Date('2026-11-20T09:00:00Z');

/** A template of one file, and any others. */
export function templateOf(main: string, others: Readonly<Record<string, string>> = {}): TemplateFiles {
  const files = Object.entries({ 'main.typ': main, ...others }).map(([path, text]) => [path, Buffer.from(text)]);
  return { main: 'main.typ', files: Object.fromEntries(files) };
}

export function jobOf(main: string, others?: Readonly<Record<string, string>>): RenderJob {
  return { template: templateOf(main, others), data: {}, locale: 'ru', createdAt };
}

/** The PDF as text, with its compressed streams unpacked. */
function unpacked(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return text.replaceAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (stream, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return stream;
    }
  });
}

export function pageCount(pdf: Uint8Array): number {
  return Number(/\/Type\s*\/Pages[^>]*\/Count\s+(\d+)/.exec(unpacked(pdf))?.[1]);
}

/** The families embedded, each once. */
export function fontsOf(pdf: Uint8Array): string[] {
  return [...new Set([...unpacked(pdf).matchAll(/\/BaseFont ?\/[A-Z]{6}\+([A-Za-z]+)/g)].map(([, family = '']) => family))];
}

/** The document's XMP metadata. */
export function metadataOf(pdf: Uint8Array): string {
  return /<\?xpacket begin[\s\S]*<\?xpacket end/.exec(Buffer.from(pdf).toString('utf8'))?.[0] ?? '';
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
