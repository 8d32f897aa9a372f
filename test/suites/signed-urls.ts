import { artifactsContract } from '@kabinet/contracts/artifacts';
import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { staff } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, manifestOf, sha256 } from '../../services/artifacts/test/fixture.ts';
import type { S3Peer } from '../peers/s3.ts';
import { openBuckets, type Buckets } from '../support/delivery/buckets.ts';
import { sellTo, type Customer } from '../support/delivery/customer.ts';
import { digestOfFile } from '../support/delivery/downloading.ts';
import { startOneProcess, type OneProcess } from '../support/portal/one-process.ts';

const run = promisify(execFile);
const FILE = 'образ диска.iso';
const URL_SECONDS = 2;
/** Longer than a URL is good for. */
const EXPIRY = { timeout: 15_000, interval: 200 };

/** Files that the portal sends its customers to a real S3 for. `bytes`: of the file, more than connections hold on their way. */
export function signedUrlSuite(peer: S3Peer, bytes: number): void {
  describe('a file that S3 gives by a signed URL', { timeout: 120_000 }, () => {
    const contents = randomBytes(bytes);
    let buckets: Buckets;
    let portal: OneProcess;
    let customer: Customer;
    let url: string;
    let folder: string;

    beforeAll(async () => {
      buckets = await openBuckets(peer);
      portal = await startOneProcess({
        ...buckets.environment,
        ARTIFACTS_DELIVERY: 'redirect',
        ARTIFACTS_URL_SECONDS: String(URL_SECONDS),
      });
      customer = await sellTo(portal.inside, 'Клиент', await addProduct(portal.inside, 'horns-os'));
      await buckets.put(`horns-os/1.0/${FILE}`, contents);
      const manifest = manifestOf('horns-os', '1.0', { [FILE]: contents });
      await buckets.put('horns-os/1.0/release.json', Buffer.from(JSON.stringify(manifest)));
      const vendor = () => portal.client(artifactsContract, staff('product_manager'));
      await vendor().scanUploads({});
      await portal.settle();
      const { items } = await vendor().listArtifacts({ query: {} });
      url = `${portal.url}/api/v1/artifacts/${items[0]?.id}/content`;
      folder = await mkdtemp(join(tmpdir(), 'kabinet-signed-'));
    }, 120_000);
    afterAll(async () => {
      buckets.close();
      await portal.stop();
      await rm(folder, { recursive: true });
    });

    /** Asks the portal, and does not follow. */
    function ask(headers: Record<string, string> = {}): Promise<Response> {
      return fetch(url, { headers: { ...customer.headers, ...headers }, redirect: 'manual' });
    }

    test('goes under its name, and what has begun outlasts the URL; then the permanent one goes on', async () => {
      const first = await ask();
      expect([first.status, first.headers.get('cache-control')]).toEqual([302, 'private, no-cache, no-transform']);
      const signed = first.headers.get('location') ?? '';
      const begun = await fetch(signed);
      expect(begun.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(FILE)}`);
      const reader = begun.body?.getReader();
      const received: Uint8Array[] = [(await reader?.read())?.value ?? new Uint8Array()];
      await expect.poll(async () => (await fetch(signed, { headers: { range: 'bytes=0-0' } })).status, EXPIRY).toBe(403);
      // Nobody asks for the rest anew: this very answer goes on.
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) received.push(part.value);
      expect(sha256(Buffer.concat(received))).toBe(sha256(contents));

      const half = Math.floor(bytes / 2);
      expect((await fetch(signed, { headers: { range: `bytes=${half}-` } })).status).toBe(403);
      const rest = await fetch(url, { headers: { ...customer.headers, range: `bytes=${half}-` } });
      expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes ${half}-${bytes - 1}/${bytes}`]);
      const whole = Buffer.concat([contents.subarray(0, half), Buffer.from(await rest.arrayBuffer())]);
      expect(sha256(whole)).toBe(sha256(contents));
    });

    test.each([
      ['curl', ['--silent', '--show-error', '--fail', '--location', '--continue-at', '-', '--output']],
      ['wget', ['--quiet', '--continue', '--output-document']],
    ])('is gone on with by %s', async (program, options) => {
      const path = join(folder, program);
      await writeFile(path, contents.subarray(0, Math.floor(bytes / 3)));
      await run(program, [...options, path, '--header', `Authorization: ${customer.headers.authorization}`, url]);
      expect(await digestOfFile(path)).toBe(sha256(contents));
    });

    test('is told of by HEAD without a URL being made, and given by nobody who may not have it', async () => {
      const head = await fetch(url, { method: 'HEAD', headers: customer.headers });
      expect([head.status, head.headers.get('content-length'), head.headers.get('repr-digest')]).toEqual([
        200,
        String(bytes),
        `sha-256=:${Buffer.from(sha256(contents), 'hex').toString('base64')}:`,
      ]);
      const stranger = await sellTo(portal.inside, 'Чужая', await addProduct(portal.inside, 'hooves'));
      expect((await fetch(url, { headers: stranger.headers, redirect: 'manual' })).status).toBe(403);
      const taken = await portal.inside.database.sql<{ state: string }>('select state from artifacts.download');
      expect(new Set(taken.map(({ state }) => state))).toEqual(new Set(['handed_over']));
    });
  });
}
