import { createFileStore } from '@kabinet/store';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { settle } from '../apps/kabinet/src/settle.ts';
import { SMALL_OWNER, type BenchInstallation } from './installation.ts';
import { load, median, type LoadResult } from './load.ts';
import { startNginx } from './nginx.ts';
import { logIn, startPortalProcess, stopProcess, type RunningProcess } from './processes.ts';

const run = promisify(execFile);
const MEBIBYTE = 1024 * 1024;
const SIZE = 1024 * MEBIBYTE;
const VERSION = '900.0';
const FILES = ['image.iso', 'manual.pdf'] as const;
const ROUNDS = 7;
const SECONDS = 5;

export interface DownloadMeasure {
  /** Medians, in MB/s. */
  readonly nginx: number;
  readonly file: number;
  readonly bundle: number;
  /** Medians of the portal's over nginx's, round by round. */
  readonly fileRatio: number;
  readonly bundleRatio: number;
  /** The most resident memory that the portal had meanwhile. */
  readonly peakMb: number;
}

/** A file of 1 GB and a bundle of it from the portal's disk, to one reader, against nginx with sendfile; undefined without nginx. */
export async function measureDownloads(bench: BenchInstallation): Promise<DownloadMeasure | undefined> {
  const folder = join(bench.settings.dataDirectory, 'nginx');
  const [image, manual] = await publishedFiles(bench);
  const nginx = await startNginx(folder);
  if (!nginx) return undefined;
  await writePlainFile(join(folder, 'plain.bin'));
  const portal = await startPortalProcess(bench);
  try {
    const headers = await authorization(portal);
    const bundle = await bundleOf(portal, headers, [image, manual]);
    const urls = {
      nginx: `${nginx.url}/plain.bin`,
      file: `${portal.url}/api/v1/artifacts/${image}/content`,
      bundle: `${portal.url}/api/v1/bundles/${bundle}/content`,
    };
    const speeds = { nginx: [] as number[], file: [] as number[], bundle: [] as number[] };
    const names = ['nginx', 'file', 'bundle'] as const;
    for (const name of names) await speedOf(urls[name], headers);
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of names) speeds[name].push(await speedOf(urls[name], headers));
    }
    const over = (own: readonly number[]): number => median(own.map((speed, round) => speed / (speeds.nginx[round] ?? Number.NaN)));
    return {
      nginx: median(speeds.nginx),
      file: median(speeds.file),
      bundle: median(speeds.bundle),
      fileRatio: over(speeds.file),
      bundleRatio: over(speeds.bundle),
      peakMb: await peakMb(portal),
    };
  } finally {
    await Promise.all([stopProcess(portal.process), stopProcess(nginx.process)]);
  }
}

export interface DecisionMeasure {
  readonly decisions: LoadResult;
  readonly redirects: LoadResult;
}

/** How often the portal decides who may have a file: to tell those who have it that it is the same (304), and to send others to S3 by a signed URL. */
export async function measureDecisions(bench: BenchInstallation): Promise<DecisionMeasure> {
  const [image] = await publishedFiles(bench);
  const path = `/api/v1/artifacts/${image}/content`;
  const decisions = await withPortal(bench, {}, async (portal, headers) => {
    const had = { ...headers, 'if-none-match': await etagOf(`${portal.url}${path}`, headers) };
    return loadWarm(`${portal.url}${path}`, had);
  });
  // A URL is signed without a word to the store, so that none need be there.
  const account = { S3_ENDPOINT: 'http://127.0.0.1:9', S3_ACCESS_KEY_ID: 'bench', S3_SECRET_ACCESS_KEY: 'bench' };
  const store = { ...account, S3_BUCKET: 'releases', S3_PRIVATE_BUCKET: 'private', ARTIFACTS_DELIVERY: 'redirect' };
  return { decisions, redirects: await withPortal(bench, store, (portal, headers) => loadWarm(`${portal.url}${path}`, headers)) };
}

/** One after the other: three portals on one database have more connections than it takes. */
async function withPortal<T>(
  bench: BenchInstallation,
  environment: Record<string, string>,
  work: (portal: RunningProcess, headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const portal = await startPortalProcess(bench, 'all', environment);
  try {
    return await work(portal, await authorization(portal));
  } finally {
    await stopProcess(portal.process);
  }
}

async function loadWarm(url: string, headers: Record<string, string>): Promise<LoadResult> {
  await load(url, headers, 2, 16, '3xx');
  return load(url, headers, SECONDS, 16, '3xx');
}

async function etagOf(url: string, headers: Record<string, string>): Promise<string> {
  const etag = (await fetch(url, { method: 'HEAD', headers })).headers.get('etag');
  if (etag === null) throw new Error(`${url} has no ETag`);
  return etag;
}

async function authorization({ url }: RunningProcess): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await logIn(url, SMALL_OWNER)}` };
}

async function bundleOf({ url }: RunningProcess, headers: Record<string, string>, artifact_ids: string[]): Promise<string> {
  const body = JSON.stringify({ artifact_ids });
  const answer = await fetch(`${url}/api/v1/bundles`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  if (!answer.ok) throw new Error(`no bundle: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Of one reader who throws the bytes away, in MB/s. */
async function speedOf(url: string, headers: Record<string, string>): Promise<number> {
  const named = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const written = '%{http_code} %{size_download} %{speed_download}';
  const { stdout } = await run('curl', ['--silent', '--output', '/dev/null', '--write-out', written, ...named, url]);
  const [status, size, speed] = stdout.split(' ').map(Number);
  if (status !== 200 || (size ?? 0) < SIZE) throw new Error(`${url} answered ${stdout}`);
  return (speed ?? 0) / 1e6;
}

/** proc(5), VmHWM. */
async function peakMb({ process }: RunningProcess): Promise<number> {
  return Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${process.pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** The ids of the files, which are put into the bucket and found there as ever, the first time. */
async function publishedFiles(bench: BenchInstallation): Promise<[string, string]> {
  const known = await findFiles(bench);
  if (known) return known;
  await putRelease(join(bench.settings.dataDirectory, 'store', 'releases'));
  const artifacts = bench.portal.composition.services.get('artifacts');
  await artifacts?.manifest.jobs['scan_bucket']?.run(artifacts.contextAsService('bench'), { prefix: `horns-os/${VERSION}/` });
  await settle(bench.portal.composition);
  const found = await findFiles(bench);
  if (!found) throw new Error('the release was not found');
  return found;
}

async function findFiles(bench: BenchInstallation): Promise<[string, string] | undefined> {
  const { items } = await clientOf(bench.portal.composition, artifactsContract).listArtifacts({ query: { version: VERSION } });
  const [image, manual] = FILES.map((file) => items.find((item) => item.file === file)?.id);
  return image !== undefined && manual !== undefined ? [image, manual] : undefined;
}

async function putRelease(directory: string): Promise<void> {
  const bucket = createFileStore({ directory });
  const folder = `horns-os/${VERSION}`;
  const manual = Buffer.from('A manual');
  const put = [
    await bucket.put(`${folder}/image.iso`, Readable.from(someBytes()), { size: SIZE }),
    await bucket.put(`${folder}/manual.pdf`, manual),
  ];
  const artifacts = put.map(({ key, size, sha256 }, index) => ({
    file: key.slice(folder.length + 1),
    kind: index === 0 ? 'image' : 'documentation',
    size,
    sha256,
  }));
  const release = { product: 'horns-os', version: VERSION, kind: 'major', channel: 'stable', released_at: '2026-01-01T09:00:00Z' };
  const manifest = { ...release, notes: { ru: 'Для измерений', en: 'For measurements' }, fixes: [], artifacts };
  await bucket.put(`${folder}/release.json`, Buffer.from(JSON.stringify(manifest)));
}

/** As many for nginx, which does not know how the portal keeps its own. */
async function writePlainFile(path: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  if (!existsSync(path)) await pipeline(Readable.from(someBytes()), createWriteStream(path));
}

async function* someBytes(): AsyncGenerator<Buffer> {
  const block = randomBytes(MEBIBYTE);
  for (let at = 0; at < SIZE; at += MEBIBYTE) {
    createHash('sha256').update(String(at)).digest().copy(block);
    yield Buffer.from(block);
  }
}
