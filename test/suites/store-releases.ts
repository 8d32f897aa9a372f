import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { staff } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, manifestOf, sha256, type Files } from '../../services/artifacts/test/fixture.ts';
import type { S3Peer } from '../peers/s3.ts';
import { openBuckets, type Buckets } from '../support/delivery/buckets.ts';
import { machine, sellTo, type Customer } from '../support/delivery/customer.ts';
import { digestOf } from '../support/delivery/downloading.ts';
import type { ReleaseFile } from '../support/delivery/release-files.ts';
import { startOneProcess, type OneProcess } from '../support/portal/one-process.ts';

export interface Amount {
  readonly releases: number;
  /** Shared out among the releases. */
  readonly files: () => Promise<readonly ReleaseFile[]>;
  /** In milliseconds. */
  readonly timeout: number;
}

/** Whose uploads are held. */
const HELD = 'hooves';

/** Releases that a product team puts into a real S3: found, downloaded by a customer's machine; wrong ones are held. */
export function storeReleaseSuite(peer: S3Peer, { releases, files: someFiles, timeout }: Amount): void {
  describe('releases in a real S3', { timeout }, () => {
    let buckets: Buckets;
    let portal: OneProcess;
    let customer: Customer;
    let vendor: { authorization: string };
    let files: readonly ReleaseFile[];

    beforeAll(async () => {
      files = await someFiles();
      buckets = await openBuckets(peer);
      portal = await startOneProcess(buckets.environment);
      customer = await sellTo(portal.inside, 'Клиент', await addProduct(portal.inside, 'horns-os'));
      await addProduct(portal.inside, HELD);
      vendor = await machine(portal.inside, 'releases:write');
    }, timeout);
    afterAll(async () => {
      buckets.close();
      await portal.stop();
    });

    test('are found by looking and by being told, and every file is downloaded as it was put', async () => {
      const folders = Array.from({ length: releases }, (_, number) => ({
        version: `1.${number}`,
        files: filesOf(files.filter((_file, index) => index % releases === number)),
      }));
      const half = Math.ceil(releases / 2);
      for (const folder of folders.slice(0, half)) await putRelease('horns-os', folder.version, folder.files);
      await look();
      expect(await published('horns-os')).toHaveLength(half);
      for (const folder of folders.slice(half)) {
        await putRelease('horns-os', folder.version, folder.files);
        await tell(`horns-os/${folder.version}/release.json`);
      }
      await portal.settle();
      expect(await published('horns-os')).toHaveLength(releases);
      const offered = await offeredTo(customer);
      expect(offered.map(({ file, sha256: sum }) => `${file} ${sum}`).toSorted()).toEqual(
        files.map(({ file, contents }) => `${file} ${sha256(contents)}`).toSorted(),
      );
      for (const { file, sha256: sum, download_url } of offered) {
        expect(await digestOf(here(download_url ?? ''), customer.headers), file).toBe(sum);
      }
    });

    describe('are held with their reason:', () => {
      const contents = { 'a.iso': Buffer.alloc(9_000, 'a'), 'b.iso': Buffer.alloc(9_000, 'b') };
      const flipped = Buffer.from(contents['b.iso']);
      flipped[4_000] = 0;

      test.each([
        ['a byte flipped', '2.1', { ...contents, 'b.iso': flipped }, [{ file: 'b.iso', code: 'wrong_sha256' }]],
        [
          'a wrong size',
          '2.2',
          { ...contents, 'a.iso': Buffer.alloc(8_999, 'a') },
          [{ file: 'a.iso', code: 'wrong_size', params: { actual: 8_999, expected: 9_000 } }],
        ],
        ['a missing file', '2.3', { 'a.iso': contents['a.iso'] }, [{ file: 'b.iso', code: 'file_missing' }]],
        ['a manifest before its files', '2.4', {}, ['a.iso', 'b.iso'].map((file) => ({ file, code: 'file_missing' }))],
      ])('%s, until it is mended', async (_what, version, wrong, faults) => {
        const folder = `${HELD}/${version}`;
        await putFiles(folder, wrong);
        await buckets.put(`${folder}/release.json`, Buffer.from(JSON.stringify(manifestOf(HELD, version, contents))));
        await tell(`${folder}/release.json`);
        await portal.settle();
        expect(await uploadIn(folder)).toMatchObject({ state: 'held', faults });
        await putFiles(folder, contents);
        await look();
        expect(await uploadIn(folder)).toMatchObject({ state: 'accepted', faults: [] });
      });

      test('a version that is out, which goes on as it was', async () => {
        const [before] = await offeredTo(customer);
        const version = before?.version ?? '';
        const other = { [before?.file ?? '']: Buffer.from('other bytes') };
        await putRelease('horns-os', version, other);
        await look();
        const { state, faults } = await uploadIn(`horns-os/${version}`);
        expect([state, faults.map(({ file, code }) => [file, code])]).toEqual([
          'altered',
          [
            ['release.json', 'version_exists'],
            [before?.file, 'changed_after_acceptance'],
          ],
        ]);
        expect(await digestOf(here(before?.download_url ?? ''), customer.headers)).toBe(before?.sha256);
      });
    });

    async function putFiles(folder: string, some: Files): Promise<void> {
      await Promise.all(Object.entries(some).map(([file, bytes]) => buckets.put(`${folder}/${file}`, bytes)));
    }

    async function putRelease(product: string, version: string, some: Files): Promise<void> {
      await putFiles(`${product}/${version}`, some);
      await buckets.put(`${product}/${version}/release.json`, Buffer.from(JSON.stringify(manifestOf(product, version, some))));
    }

    /** Has the portal look through the whole bucket. */
    async function look(): Promise<void> {
      expect((await fetch(`${portal.url}/api/v1/uploads/scan`, { method: 'POST', headers: vendor })).status).toBe(204);
      await portal.settle();
    }

    /** Tells of an object as S3 does. */
    async function tell(key: string): Promise<void> {
      const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
      const Records = [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: buckets.name }, object: { key: encoded } } }];
      const headers = { ...vendor, 'content-type': 'application/json' };
      const answer = await fetch(`${portal.url}/api/v1/bucket-events`, { method: 'POST', headers, body: JSON.stringify({ Records }) });
      expect(answer.status).toBe(204);
    }

    async function published(product: string) {
      const query = { limit: 200 };
      const { items } = await portal.client(productsContract, staff('auditor')).listProductReleases({ params: { id: product }, query });
      return items.filter(({ status }) => status === 'published');
    }

    async function uploadIn(folder: string) {
      const { items } = await portal.client(artifactsContract, staff('auditor')).listUploads({ query: { q: folder } });
      const found = items.find((upload) => upload.folder === folder);
      if (!found) throw new Error(`nothing was found in ${folder}`);
      return found;
    }

    /** Permanent URLs bear the public name of the portal. */
    function here(url: string): string {
      return `${portal.url}${new URL(url).pathname}`;
    }

    async function offeredTo({ license, headers }: Customer) {
      const answer = await fetch(`${portal.url}/api/v1/licenses/${license}/images?limit=200`, { headers });
      return ((await answer.json()) as { items: Offered[] }).items;
    }
  });
}

interface Offered {
  readonly file: string;
  readonly version: string;
  readonly sha256: string;
  readonly download_url?: string;
}

function filesOf(files: readonly ReleaseFile[]): Files {
  return Object.fromEntries(files.map(({ file, contents }) => [file, contents]));
}
