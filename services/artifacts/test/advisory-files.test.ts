import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, bucketOf, scan } from './fixture.ts';

/** The validator is loaded by the first document. */
const SETUP_MS = 240_000;

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
  await addProduct(portal, 'horns-os');
}, SETUP_MS);
afterAll(() => portal.stop());

const DATE = '2026-02-01T09:00:00Z';

function document(id: string, version: string) {
  const product = { product_id: 'P1', name: 'horns-os 1.0' };
  return JSON.stringify({
    document: {
      category: 'csaf_base',
      csaf_version: '2.0',
      title: `Advisory ${id}`,
      publisher: { category: 'vendor', name: 'Vendor', namespace: 'https://vendor.example' },
      tracking: {
        id,
        status: 'final',
        version,
        initial_release_date: DATE,
        current_release_date: DATE,
        revision_history: [{ date: DATE, number: '1', summary: 'First release' }],
      },
    },
    product_tree: { branches: [{ category: 'product_name', name: 'horns-os', product }] },
  });
}

async function found() {
  const { items } = await portal.client(artifactsContract, staff('product_manager')).listAdvisoryFiles({ query: {} });
  return items;
}

test(
  'a document in the bucket is taken in, refused with its faults, and read again once it has changed',
  { timeout: SETUP_MS },
  async () => {
    const bucket = bucketOf(portal);
    const put = (file: string, text: string) => bucket.put(`horns-os/advisories/${file}`, Buffer.from(text));
    await put('good.json', document('SA-1', '1'));
    await put('bad.json', document('SA-2', '2'));
    await put('notes.txt', 'no document');
    const untilRead = async () => {
      await scan(portal);
      return (await found()).length;
    };
    // A machine that is too busy to load the validator in time tries again with the next scan.
    await expect.poll(untilRead, { timeout: SETUP_MS }).toBe(2);
    const [bad, good] = (await found()).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    expect(good).toMatchObject({ key: 'horns-os/advisories/good.json', state: 'taken', code: null, faults: [] });
    expect(bad).toMatchObject({
      state: 'refused',
      advisory_id: null,
      code: 'advisory_invalid',
      faults: [{ pointer: '/document/tracking/version', code: 'csaf_6_1_16', detail: expect.stringMatching(/^Test 6\.1\.16: /) }],
    });
    const products = portal.client(productsContract, staff('product_manager'));
    expect((await products.listAdvisories({ query: {} })).items).toMatchObject([
      { id: good?.advisory_id, tracking_id: 'SA-1', status: 'draft' },
    ]);

    await put('bad.json', document('SA-2', '1'));
    await scan(portal);
    expect((await found()).map(({ state }) => state)).toEqual(['taken', 'taken']);
  },
);
