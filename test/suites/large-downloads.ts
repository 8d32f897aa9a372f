import { artifactsContract } from '@kabinet/contracts/artifacts';
import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, bucketOf, manifestOf, putManifest } from '../../services/artifacts/test/fixture.ts';
import { machine, sellTo, type Customer } from '../support/delivery/customer.ts';
import { digestOf, digestOfFile } from '../support/delivery/downloading.ts';
import { startLine, type Line } from '../support/delivery/line.ts';
import { startBeside, type ProgramBeside } from '../support/delivery/program-beside.ts';

export interface LargeAmount {
  /** Of the file, which is a multiple of 1 MiB. */
  readonly bytes: number;
  /** How often each download is cut. */
  readonly cuts: number;
  /** In milliseconds. */
  readonly timeout: number;
}

const run = promisify(execFile);
/** What a check or a download may add to the memory of the whole portal in one process, whatever its size. */
const MORE_MB = 80;
const MEBIBYTE = 1024 * 1024;
/** Ways to download, each of which goes on with what it has. */
const PROGRAMS = ['curl', 'wget'] as const;

/** A large file and a bundle of it, downloaded over a line that breaks; from files on disk. */
export function largeDownloadSuite({ bytes, cuts, timeout }: LargeAmount): void {
  describe(`${bytes} bytes over a line that breaks ${cuts} times`, { timeout }, () => {
    let portal: TestPortal;
    let program: ProgramBeside;
    let line: Line;
    let customer: Customer;
    let folder: string;
    let digest: string;
    let ids: string[];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'kabinet-large-'));
      portal = await startPortal();
      customer = await sellTo(portal, 'Клиент', await addProduct(portal, 'horns-os'));
      digest = await putLargeFile();
      program = await startBeside(portal);
      line = await startLine(program.port);
    }, timeout);
    afterAll(async () => {
      await line.close();
      await program.stop();
      await portal.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('are found and checked in constant memory', async () => {
      const before = await program.forgetPeak();
      ids = await untilPublished();
      expect((await program.peakMb()) - before).toBeLessThan(MORE_MB);
    });

    test.each(PROGRAMS)('a file comes whole by %s', async (name) => {
      const path = await downloaded(name, `/api/v1/artifacts/${ids[0]}/content`, bytes);
      expect(await digestOfFile(path)).toBe(digest);
      await rm(path);
    });

    test('a bundle comes whole, and is an archive to unzip and to 7-Zip', async () => {
      const headers = { ...customer.headers, 'content-type': 'application/json' };
      const body = JSON.stringify({ artifact_ids: ids });
      const answer = await fetch(`${program.url}/api/v1/bundles`, { method: 'POST', headers, body });
      const bundle = (await answer.json()) as { id: string; size: number };
      const path = `/api/v1/bundles/${bundle.id}/content`;
      const whole = await digestOf(`${program.url}${path}`, customer.headers);
      for (const name of PROGRAMS) {
        const file = await downloaded(name, path, bundle.size);
        expect(await digestOfFile(file), name).toBe(whole);
        if (name === 'curl') {
          await run('unzip', ['-tqq', file]);
          await run('7zz', ['t', '-bd', file]);
        }
        await rm(file);
      }
    });

    /** A file in which no part is like another, so that a part in the wrong place shows. */
    async function putLargeFile(): Promise<string> {
      const hash = createHash('sha256');
      async function* contents(): AsyncGenerator<Buffer> {
        const block = randomBytes(MEBIBYTE);
        for (let at = 0; at < bytes; at += MEBIBYTE) {
          for (let place = 0; place < MEBIBYTE; place += 4096) block.writeBigUInt64LE(BigInt(at + place), place);
          hash.update(block);
          yield Buffer.from(block);
        }
      }
      await bucketOf(portal).put('horns-os/1.0/image.iso', Readable.from(contents()), { size: bytes });
      const manual = Buffer.from('Руководство');
      await bucketOf(portal).put('horns-os/1.0/Руководство.pdf', manual);
      const sha256 = hash.digest('hex');
      const artifacts = [
        { file: 'image.iso', kind: 'image', size: bytes, sha256 },
        { file: 'Руководство.pdf', kind: 'documentation', size: manual.length, sha256: createHash('sha256').update(manual).digest('hex') },
      ];
      await putManifest(bucketOf(portal), 'horns-os/1.0', manifestOf('horns-os', '1.0', {}, { artifacts }));
      return sha256;
    }

    /** The program finds and checks it as ever; answers the ids of its files, the largest first. */
    async function untilPublished(): Promise<string[]> {
      const headers = await machine(portal, 'releases:write');
      expect((await fetch(`${program.url}/api/v1/uploads/scan`, { method: 'POST', headers })).status).toBe(204);
      const list = async () => (await portal.client(artifactsContract, staff('auditor')).listArtifacts({ query: {} })).items;
      await expect.poll(async () => (await list()).length, { timeout, interval: 500 }).toBe(2);
      return (await list()).toSorted((a, b) => b.size - a.size).map(({ id }) => id);
    }

    /** Downloads what has `size` bytes over the line, which breaks at random places. */
    async function downloaded(name: (typeof PROGRAMS)[number], path: string, size: number): Promise<string> {
      const file = join(folder, name);
      const places = Array.from({ length: cuts }, () => randomInt(size)).toSorted((a, b) => a - b);
      const before = line.breaks;
      line.breakAfter(places.map((place, index) => Math.max(1, place - (places[index - 1] ?? 0))));
      const memory = await program.forgetPeak();
      await fetchBy[name](`${line.url}${path}`, file, customer.headers.authorization, cuts);
      expect(line.breaks - before).toBe(cuts);
      expect((await program.peakMb()) - memory).toBeLessThan(MORE_MB);
      return file;
    }
  });
}

type Fetch = (url: string, file: string, authorization: string, cuts: number) => Promise<void>;

const fetchBy: Readonly<Record<(typeof PROGRAMS)[number], Fetch>> = {
  /** It begins anew when it tries again by itself, and goes on when it is called again. */
  async curl(url, file, authorization, cuts) {
    const options = ['--silent', '--fail', '--continue-at', '-', '--output', file, '--header', `Authorization: ${authorization}`];
    for (let attempt = 0; ; attempt += 1) {
      try {
        return void (await run('curl', [...options, url]));
      } catch (error) {
        if (attempt > cuts) throw error;
      }
    }
  },
  async wget(url, file, authorization) {
    const patience = ['--tries=0', '--waitretry=0', '--timeout=60'];
    await run('wget', [
      '--quiet',
      '--continue',
      ...patience,
      '--output-document',
      file,
      '--header',
      `Authorization: ${authorization}`,
      url,
    ]);
  },
};
