import { GATEWAY, targetNames } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer } from '../test/peers/nats.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { AUDITOR, type BenchInstallation } from './installation.ts';
import { freePort, logIn, startPortalProcess, stopProcess, type RunningProcess } from './processes.ts';

/** Resident memory of a process in MB: before the export, and at its highest. */
interface Memory {
  readonly restMb: number;
  readonly peakMb: number;
}

export interface ExportMeasure {
  readonly format: 'csv' | 'xlsx';
  readonly seconds: number;
  readonly megabytes: number;
  /** Of each process that the rows pass through: their owner, the one that writes the file, the gateway. */
  readonly memory: Readonly<Record<(typeof PASSED)[number], Memory>>;
}

/** What an export passes through, each a process of its own. */
const PASSED = ['licenses', 'reports', GATEWAY] as const;
const OTHERS = targetNames.filter((name) => !PASSED.some((passed) => passed === name));

/** All licences of the data set as CSV and as a workbook, by an auditor through the gateway; the bytes are counted and thrown away. */
export async function measureExports(bench: BenchInstallation): Promise<ExportMeasure[] | undefined> {
  const nats = await startNatsPeer();
  if (!nats) return undefined;
  const { others, ...passed } = await startSplit(bench, nats.url);
  try {
    const { url } = passed[GATEWAY];
    const authorization = { authorization: `Bearer ${await logIn(url, AUDITOR)}` };
    const measures: ExportMeasure[] = [];
    for (const format of ['csv', 'xlsx'] as const) {
      await bytesOf(`${url}/api/v1/licenses?format=${format}&q=L-2026-000001`, authorization);
      const rest = PASSED.map((name) => forgetPeak(passed[name]));
      const start = performance.now();
      const bytes = await bytesOf(`${url}/api/v1/licenses?format=${format}`, authorization);
      const seconds = (performance.now() - start) / 1000;
      const memory = PASSED.map((name, place) => [name, { restMb: rest[place], peakMb: memoryOf(passed[name], 'VmHWM') }]);
      measures.push({ format, seconds, megabytes: bytes / 1_048_576, memory: Object.fromEntries(memory) as ExportMeasure['memory'] });
    }
    return measures;
  } finally {
    await Promise.all([others, ...Object.values(passed)].map(({ process }) => stopProcess(process)));
    await nats.stop();
  }
}

async function startSplit(bench: BenchInstallation, natsUrl: string) {
  const at = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
  const urls = { others: await at(), licenses: await at(), reports: await at(), [GATEWAY]: await at() };
  const environment = {
    ...Object.fromEntries(OTHERS.map((name) => [`${name.toUpperCase()}_URL`, urls.others])),
    LICENSES_URL: urls.licenses,
    REPORTS_URL: urls.reports,
    NATS_URL: natsUrl,
  };
  const start = (target: string, url: string) => startPortalProcess(bench, target, { ...environment, PORT: new URL(url).port });
  return {
    others: await start(OTHERS.join(','), urls.others),
    licenses: await start('licenses', urls.licenses),
    reports: await start('reports', urls.reports),
    [GATEWAY]: await start(GATEWAY, urls[GATEWAY]),
  };
}

async function bytesOf(url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, { headers });
  if (!response.ok || !response.body) throw new Error(`the export was refused: ${response.status} ${await response.text()}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return bytes;
}

/** Has the kernel count the peak anew; answers what is resident now, in MB. */
function forgetPeak(running: RunningProcess): number {
  writeFileSync(`/proc/${running.process.pid}/clear_refs`, '5');
  return memoryOf(running, 'VmRSS');
}

function memoryOf({ process: { pid } }: RunningProcess, name: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
