import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCsafValidator, type CsafValidator } from '../src/csaf/validator.ts';
import { csafDocument } from './csaf-document.ts';

const SETUP_MS = 240_000;
/** Documents of the standard's own test suite, as far as the library's package has them. */
const SAMPLES = join(import.meta.dirname, '../../../node_modules/@secvisogram/csaf-validator-lib/tests');

let validator: CsafValidator;
const soon = () => Date.now() + SETUP_MS;
beforeAll(async () => {
  validator = createCsafValidator();
  await validator.check('{}', soon());
}, SETUP_MS);
afterAll(() => validator.close());

const valid = csafDocument({ id: 'VALID', product: 'horns-os' });
const check = (document: unknown) => validator.check(JSON.stringify(document), soon());

test('a valid document has no faults', async () => {
  expect(await check(valid)).toEqual([]);
});

describe('an invalid one is told by the number of the test and the place', () => {
  const vulnerability = valid.vulnerabilities[0];
  test.each([
    ['csaf_schema', '/document/title', { ...valid, document: { ...valid.document, title: undefined } }],
    [
      'csaf_6_1_1',
      '/vulnerabilities/0/product_status/fixed/0',
      { ...valid, vulnerabilities: [{ ...vulnerability, product_status: { fixed: ['NOBODY'] } }] },
    ],
    [
      'csaf_6_1_9',
      '/vulnerabilities/0/scores/0/cvss_v3/baseScore',
      {
        ...valid,
        vulnerabilities: [
          {
            ...vulnerability,
            scores: [
              { products: ['AFFECTED'], cvss_v3: { ...vulnerability?.scores[0]?.cvss_v3, baseScore: 9.1, baseSeverity: 'CRITICAL' } },
            ],
          },
        ],
      },
    ],
    [
      'csaf_6_1_11',
      '/vulnerabilities/0/cwe/name',
      { ...valid, vulnerabilities: [{ ...vulnerability, cwe: { id: 'CWE-400', name: 'Another name' } }] },
    ],
    ['csaf_6_1_12', '/document/lang', { ...valid, document: { ...valid.document, lang: 'zz' } }],
    [
      'csaf_6_1_16',
      '/document/tracking/version',
      { ...valid, document: { ...valid.document, tracking: { ...valid.document.tracking, version: '2' } } },
    ],
  ])('%s at %s', async (code, pointer, document) => {
    expect(await check(document)).toContainEqual({ pointer, code, params: { message: expect.any(String) } });
  });
});

describe('the standard’s samples', () => {
  const samples = globSync('mandatoryTest_*/{valid,failing}/oasis_*.json', { cwd: SAMPLES });

  test('are there', () => {
    expect(samples.length).toBeGreaterThan(10);
  });

  test.each(samples)('%s', async (sample) => {
    const faults = await check(JSON.parse(readFileSync(join(SAMPLES, sample), 'utf8')));
    const [number = ''] = sample.split('/');
    const codes = faults.map(({ code }) => code);
    if (sample.includes('/valid/')) {
      expect(faults).toEqual([]);
    } else {
      // Test 6.1.8 is what the schema says of CVSS.
      expect(codes, basename(sample)).toContain(number === 'mandatoryTest_6_1_8' ? 'csaf_schema' : number.replace('mandatoryTest', 'csaf'));
    }
  });
});

test(
  'a document that would take for ever is ended, and the next one is checked',
  async () => {
    const impatient = createCsafValidator({ checkMs: 2_000, idleMs: 60_000 });
    const relationships = Array.from({ length: 60 }, (_, index) => ({
      category: 'installed_with',
      product_reference: `P${index + 1}`,
      relates_to_product_reference: `P${index + 1}`,
      full_product_name: { product_id: `P${index}`, name: `Product ${index}` },
    }));
    const hostile = { ...valid, product_tree: { ...valid.product_tree, relationships } };
    await expect(impatient.check(JSON.stringify(hostile), soon())).rejects.toMatchObject({ code: 'advisory_too_complex' });
    expect(await impatient.check(JSON.stringify(valid), soon())).toEqual([]);
    await impatient.close();
  },
  SETUP_MS,
);

test(
  'who cannot wait for the library is told to come again, and finds it loaded',
  async () => {
    const fresh = createCsafValidator();
    await expect(fresh.check('{}', Date.now())).rejects.toMatchObject({ code: 'unavailable' });
    expect(await fresh.check(JSON.stringify(valid), soon())).toEqual([]);
    await fresh.close();
  },
  SETUP_MS,
);
