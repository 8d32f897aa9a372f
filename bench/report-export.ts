import { readFileSync, writeFileSync } from 'node:fs';
import { AUDITOR, type BenchInstallation } from './installation.ts';
import { logIn, startPortalProcess, stopProcess } from './processes.ts';

export interface ExportMeasure {
  readonly format: 'csv' | 'xlsx';
  readonly seconds: number;
  readonly megabytes: number;
  /** Resident memory of the whole portal in one process: before, and what the export added at its highest. */
  readonly restMb: number;
  readonly addedMb: number;
}

/** All licences of the data set as CSV and as a workbook, by an auditor through the gateway; the bytes are counted and thrown away. */
export async function measureExports(bench: BenchInstallation): Promise<ExportMeasure[]> {
  const portal = await startPortalProcess(bench);
  const pid = portal.process.pid ?? 0;
  try {
    const authorization = { authorization: `Bearer ${await logIn(portal.url, AUDITOR)}` };
    const measures: ExportMeasure[] = [];
    for (const format of ['csv', 'xlsx'] as const) {
      await bytesOf(`${portal.url}/api/v1/licenses?format=${format}&q=L-2026-000001`, authorization);
      const restMb = forgetPeak(pid);
      const start = performance.now();
      const bytes = await bytesOf(`${portal.url}/api/v1/licenses?format=${format}`, authorization);
      const seconds = (performance.now() - start) / 1000;
      measures.push({ format, seconds, megabytes: bytes / 1_048_576, restMb, addedMb: memoryOf(pid, 'VmHWM') - restMb });
    }
    return measures;
  } finally {
    await stopProcess(portal.process);
  }
}

async function bytesOf(url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, { headers });
  if (!response.ok || !response.body) throw new Error(`the export was refused: ${response.status} ${await response.text()}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return bytes;
}

/** Has the kernel count the peak anew; answers what is resident now, in MB. */
function forgetPeak(pid: number): number {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return memoryOf(pid, 'VmRSS');
}

function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
