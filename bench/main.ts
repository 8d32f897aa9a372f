import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { measureArticleSearch } from './article-search.ts';
import { measureArtifactLists } from './artifact-list.ts';
import { measureDecisions, measureDownloads } from './downloads.ts';
import { openBenchInstallation, type BenchInstallation } from './installation.ts';
import { measureDepth, measureLicenseList } from './license-list.ts';
import { measureLive } from './live.ts';
import { measureMails } from './mails.ts';
import { measureRelease, measureUnread } from './notifications.ts';
import { measurePdf } from './pdf.ts';
import { measurePurchases } from './purchases.ts';
import { measureExports } from './report-export.ts';
import { measureSplit } from './split.ts';
import { LONG_LEDGER, measureTransfers } from './transfers.ts';
import { measureTreeSize } from './tree-size.ts';

/** What a figure must not fall below or rise above. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit?: { readonly atLeast?: number; readonly atMost?: number };
}

const log = (message: string): void => void process.stderr.write(`${message}\n`);

/** Those that need the installation with the benchmarks' data. */
const ON_DATA: Readonly<Record<string, (bench: BenchInstallation) => Promise<Figure[]>>> = {
  depth: depthFigures,
  list: listFigures,
  tree: treeFigures,
  split: splitFigures,
  exports: exportFigures,
  purchases: purchaseFigures,
  release: releaseFigures,
  unread: unreadFigures,
  mails: mailFigures,
  live: liveFigures,
  downloads: downloadFigures,
  decisions: decisionFigures,
  artifacts: artifactFigures,
  transfers: transferFigures,
};

const READ_ONLY: ReadonlySet<string> = new Set(['depth', 'list', 'tree', 'split', 'exports']);

/** Runs the benchmarks named on the command line, or all; prints each figure once it is there and fails when a limit is missed. */
async function main(names: readonly string[]): Promise<void> {
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  if (wanted('pdf')) print(await pdfFigures());
  if (wanted('search')) print(await searchFigures());
  const chosen = Object.entries(ON_DATA).filter(([name]) => wanted(name));
  if (chosen.length === 0) return;
  const bench = await openBenchInstallation(log);
  try {
    for (const [name, figuresOf] of chosen) {
      if (!READ_ONLY.has(name)) await bench.spend();
      print(await figuresOf(bench));
    }
  } finally {
    await bench.close();
  }
}

function print(figures: readonly Figure[]): void {
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
  if (!figures.every(holds)) process.exitCode = 1;
}

async function pdfFigures(): Promise<Figure[]> {
  const pdf = await measurePdf();
  return [
    { name: 'PDF: pages per second, one compiler', value: pdf.pagesPerSecond, limit: { atLeast: 50 } },
    { name: 'PDF: memory of the compiler, MB', value: pdf.rssMb },
  ];
}

async function exportFigures(bench: BenchInstallation): Promise<Figure[]> {
  const measures = await measureExports(bench);
  if (!measures) {
    log('nats-server is missing: exports were not measured');
    return [];
  }
  return measures.flatMap(({ format, seconds, megabytes, memory }) => [
    { name: `1,000,000 licences as ${format}: seconds`, value: seconds },
    { name: `1,000,000 licences as ${format}: MB of the file`, value: megabytes },
    ...Object.entries(memory).flatMap(([target, { restMb, peakMb }]) => [
      { name: `1,000,000 licences as ${format}: MB resident before, ${target}`, value: restMb },
      { name: `1,000,000 licences as ${format}: MB more at the peak, ${target}`, value: peakMb - restMb, limit: { atMost: 150 } },
    ]),
  ]);
}

async function searchFigures(): Promise<Figure[]> {
  const measures = await measureArticleSearch(log);
  return measures.flatMap(({ search, p50Ms, p99Ms, ratio }) => [
    { name: `search of 100,000 articles, ${search}: p50, ms`, value: p50Ms },
    { name: `search of 100,000 articles, ${search}: p99, ms`, value: p99Ms },
    // What nothing is found for is all words and no page.
    ...(search === 'nothing'
      ? []
      : [{ name: `search of 100,000 articles, ${search}: operation / bare SQL`, value: ratio, limit: { atMost: 2 } }]),
  ]);
}

/** Lists that end earlier are reported without a limit: their last page is a page of leftovers. */
const DEEP_PAGE = 1_000;

async function depthFigures(bench: BenchInstallation): Promise<Figure[]> {
  const callers = [
    ['whole tree of 10,000', 1],
    ['1,111 of 10,000', 2],
    ['11 of 10,000', 112],
    ['client of 10', 10_001],
  ] as const;
  const figures: Figure[] = [];
  for (const [who, organization] of callers) {
    const depth = await measureDepth(bench, who, organization, DEEP_PAGE);
    figures.push(
      { name: `list, ${who}: buffers of page 1`, value: depth.firstPageBuffers },
      { name: `list, ${who}: buffers of page ${depth.page}`, value: depth.deepPageBuffers },
      {
        name: `list, ${who}: page ${depth.page} / page 1`,
        value: depth.ratio,
        ...(depth.page === DEEP_PAGE ? { limit: { atMost: 1.2 } } : {}),
      },
    );
  }
  return figures;
}

async function listFigures(bench: BenchInstallation): Promise<Figure[]> {
  const list = await measureLicenseList(bench, await postmasterOf(bench));
  return [
    { name: 'list: requests/s of the floor', value: list.floor.requestsPerSecond },
    { name: 'list: requests/s of the portal', value: list.portal.requestsPerSecond },
    { name: 'list: portal / floor', value: list.ratio, limit: { atLeast: 0.8 } },
    { name: 'list: p99 of the portal, ms', value: list.portal.p99Ms },
    { name: 'list: CPU ms per request, floor', value: list.cpuMsPerRequest.floor },
    { name: 'list: CPU ms per request, portal', value: list.cpuMsPerRequest.portal },
    { name: 'list: CPU ms per request, PostgreSQL under the floor', value: list.cpuMsPerRequest.postgres_floor },
    { name: 'list: CPU ms per request, PostgreSQL under the portal', value: list.cpuMsPerRequest.postgres_portal },
  ];
}

/** Two of each only show something where two more cores are theirs. */
const CORES_FOR_TWO = 6;

async function splitFigures(bench: BenchInstallation): Promise<Figure[]> {
  const hasCores = availableParallelism() >= CORES_FOR_TWO;
  if (!hasCores) log(`two gateways and two licenses are left out: they take ${CORES_FOR_TWO} cores, here are ${availableParallelism()}`);
  const widths = hasCores ? [1, 2] : [1];
  const figures: Figure[] = [];
  for (const width of widths) {
    const measure = await measureSplit(bench, await postmasterOf(bench), width);
    if (!measure) continue;
    const name = width === 1 ? 'split' : `split, ${width} gateways, ${width} licenses`;
    figures.push(
      { name: `${name}: requests/s of one process`, value: measure.one.requestsPerSecond },
      { name: `${name}: requests/s of a process per service`, value: measure.split.requestsPerSecond },
      { name: `${name}: p99 of one process, ms`, value: measure.one.p99Ms },
      { name: `${name}: p99 of a process per service, ms`, value: measure.split.p99Ms },
      { name: `${name}: CPU ms per request, one process`, value: measure.one.cpuMs },
      { name: `${name}: CPU ms per request, a process per service`, value: measure.split.cpuMs },
      { name: `${name}: CPU ms per request, PostgreSQL`, value: measure.split.postgresMs },
      { name: `${name}: CPU per request, split / one`, value: measure.cpuRatio, limit: { atMost: 1.6 } },
    );
  }
  return figures;
}

async function purchaseFigures(bench: BenchInstallation): Promise<Figure[]> {
  const purchases = await measurePurchases(bench);
  return [{ name: 'purchases per second, one sender', value: purchases.perSecond }];
}

async function treeFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { large, small, ratio } = await measureTreeSize(bench);
  return [
    { name: 'list: requests/s, owner of a tree of 10,000', value: large.requestsPerSecond },
    { name: 'list: requests/s, owner of a tree of 10', value: small.requestsPerSecond },
    { name: 'list: tree of 10,000 / tree of 10', value: ratio, limit: { atLeast: 0.7 } },
    { name: 'list: requests that failed', value: large.errors + small.errors, limit: { atMost: 0 } },
  ];
}

async function transferFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { apartPerSecond, hotPerSecond, freshMs, longMs } = await measureTransfers(bench);
  return [
    { name: 'transfers per second, eight people, a licence each', value: apartPerSecond },
    { name: 'transfers per second, eight people, one hot licence', value: hotPerSecond },
    { name: 'one transfer, ms', value: freshMs },
    { name: `one transfer after ${LONG_LEDGER} others of the licence, ms`, value: longMs },
    { name: 'long ledger / fresh one', value: longMs / freshMs, limit: { atMost: 1.5 } },
  ];
}

async function releaseFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { answerMs, visibleMs, floorMs } = await measureRelease(bench);
  return [
    { name: 'release to 100,000 people: answer, ms', value: answerMs, limit: { atMost: 100 } },
    { name: 'release to 100,000 people: all have it, ms', value: visibleMs, limit: { atMost: 5_000 } },
    { name: 'release to 100,000 people: bare INSERT … SELECT, ms', value: floorMs },
    { name: 'release to 100,000 people: all have it / bare', value: visibleMs / floorMs },
  ];
}

async function unreadFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { rows, medianMs, p99Ms } = await measureUnread(bench);
  return [
    { name: 'unread: receipts', value: rows, limit: { atLeast: 10_000_000 } },
    { name: 'unread: median of a count, ms', value: medianMs },
    { name: 'unread: p99 of a count, ms', value: p99Ms, limit: { atMost: 50 } },
  ];
}

async function mailFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { perSecond } = await measureMails(bench);
  return [{ name: 'mails per second to a sink', value: perSecond }];
}

async function liveFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { streams, kbPerStream, lastToldMs, idleCpuMs } = await measureLive(bench);
  return [
    { name: 'live: open streams', value: streams },
    { name: 'live: memory of a stream, kB', value: kbPerStream },
    { name: 'live: the last one is told, ms', value: lastToldMs, limit: { atMost: 5_000 } },
    { name: 'live: CPU of all at rest, ms per second', value: idleCpuMs },
  ];
}

async function downloadFigures(bench: BenchInstallation): Promise<Figure[]> {
  const measure = await measureDownloads(bench);
  if (!measure) {
    log('downloads are left out: nginx is not installed, see test/peers/install.ts');
    return [];
  }
  return [
    { name: '1 GB from disk: MB/s of nginx with sendfile', value: measure.nginx },
    { name: '1 GB from disk: MB/s of the portal', value: measure.file },
    { name: '1 GB from disk: portal / nginx', value: measure.fileRatio, limit: { atLeast: 0.5 } },
    { name: '1 GB as a bundle: MB/s of the portal', value: measure.bundle },
    { name: '1 GB as a bundle: portal / nginx', value: measure.bundleRatio, limit: { atLeast: 0.4 } },
    { name: '1 GB: memory of the portal, MB', value: measure.peakMb },
  ];
}

async function decisionFigures(bench: BenchInstallation): Promise<Figure[]> {
  const { decisions, redirects } = await measureDecisions(bench);
  return [
    { name: 'who may have a file: decisions/s (304)', value: decisions.requestsPerSecond },
    { name: 'who may have a file: p99, ms', value: decisions.p99Ms },
    { name: 'signed redirects/s', value: redirects.requestsPerSecond },
    { name: 'signed redirects: p99, ms', value: redirects.p99Ms },
    { name: 'decisions and redirects that failed', value: decisions.errors + redirects.errors, limit: { atMost: 0 } },
  ];
}

/** A page of 25 files, each with its release, from up to four products: whatever there is beside. */
const PAGE_BUFFERS = 500;

async function artifactFigures(bench: BenchInstallation): Promise<Figure[]> {
  const measures = await measureArtifactLists(bench);
  return measures.flatMap(({ who, deepPage, ...measure }) => [
    { name: `files, ${who}: buffers, product of 1,000`, value: measure.smallBuffers, limit: { atMost: PAGE_BUFFERS } },
    { name: `files, ${who}: buffers, product of 33,000`, value: measure.largeBuffers, limit: { atMost: PAGE_BUFFERS } },
    { name: `files, ${who}: buffers, all 100,000`, value: measure.allBuffers, limit: { atMost: PAGE_BUFFERS } },
    { name: `files, ${who}: buffers, page ${deepPage} / page 1`, value: measure.deepBuffers / measure.allBuffers, limit: { atMost: 1.2 } },
    { name: `files, ${who}: ms of a page, product of 1,000`, value: measure.smallMs },
    { name: `files, ${who}: ms, 33,000 / 1,000`, value: measure.largeMs / measure.smallMs, limit: { atMost: 1.3 } },
    { name: `files, ${who}: ms of page ${deepPage} of all`, value: measure.deepMs },
  ]);
}

async function postmasterOf(bench: BenchInstallation): Promise<number> {
  const file = await readFile(join(bench.settings.dataDirectory, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(file.split('\n')[0]);
}

function holds({ value, limit }: Figure): boolean {
  return value >= (limit?.atLeast ?? -Infinity) && value <= (limit?.atMost ?? Infinity);
}

function lineOf(figure: Figure): string {
  const { atLeast, atMost } = figure.limit ?? {};
  const bound = atLeast === undefined ? (atMost === undefined ? '' : `at most ${atMost}`) : `at least ${atLeast}`;
  return `${holds(figure) ? 'ok  ' : 'FAIL'} ${figure.name.padEnd(56)} ${figure.value.toFixed(2).padStart(10)}  ${bound}`;
}

await main(process.argv.slice(2));
