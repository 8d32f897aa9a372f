import { expect, test } from 'vitest';
import type { CsafBranch, CsafProductTree } from './csaf.ts';
import { mapProducts, type KnownProduct } from './product-map.ts';
import { affectedProducts } from './statements.ts';

const os: KnownProduct = { id: 'os', slug: 'horns-os', name: { ru: 'Рога ОС', en: 'Horns OS' } };
const db: KnownProduct = { id: 'db', slug: 'hooves-db', name: { ru: 'Копыта БД', en: 'Hooves DB' } };

function branch(category: string, name: string, more: Partial<CsafBranch>): CsafBranch {
  return { category, name, ...more };
}

function product(product_id: string, helper?: NonNullable<CsafBranch['product']>['product_identification_helper']) {
  return { product_id, name: `Full name of ${product_id}`, ...(helper ? { product_identification_helper: helper } : {}) };
}

function mapped(tree: CsafProductTree) {
  const map = mapProducts(tree, [os, db]);
  return { products: Object.fromEntries(map.products), unmatched: map.unmatched.map(({ product_id }) => product_id) };
}

const inVendor = (branches: readonly CsafBranch[]): CsafProductTree => ({ branches: [branch('vendor', 'Horns and Hooves', { branches })] });

test.each(['horns-os', 'Рога ОС', 'HORNS OS'])('a product_name branch %s names the product, the branch below its versions', (name) => {
  const versions = [
    branch('product_version', '1.7.2', { product: product('A') }),
    branch('product_version_range', 'vers:generic/>=1.0|<1.8.1', { product: product('B') }),
    branch('architecture', 'x86_64', { branches: [branch('product_version', '1.9', { product: product('C') })] }),
  ];
  expect(mapped(inVendor([branch('product_name', name, { branches: versions, product: product('D') })]))).toEqual({
    products: {
      A: { product_id: 'os', versions: '1.7.2' },
      B: { product_id: 'os', versions: '>=1.0|<1.8.1' },
      C: { product_id: 'os', versions: '1.9' },
      D: { product_id: 'os', versions: '*' },
    },
    unmatched: [],
  });
});

test('a purl names product and version, a generic URI the product', () => {
  const full_product_names = [
    product('A', { purl: 'pkg:generic/horns/hooves-db@2.1?arch=x86_64' }),
    product('B', { x_generic_uris: [{ namespace: 'urn:kabinet:product', uri: 'urn:kabinet:product:horns-os' }] }),
    product('C', { purl: 'pkg:npm/lodash@4.17.20' }),
  ];
  expect(mapped({ full_product_names })).toEqual({
    products: { A: { product_id: 'db', versions: '2.1' }, B: { product_id: 'os', versions: '*' } },
    unmatched: ['C'],
  });
});

test('a patch level makes another version, whose words are all that is known', () => {
  const patched = branch('product_version', '1.7', { branches: [branch('patch_level', 'P3', { product: product('A') })] });
  expect(mapped(inVendor([branch('product_name', 'horns-os', { branches: [patched] })])).products).toEqual({
    A: { product_id: 'os', versions: '1.7 P3' },
  });
});

test('a combination stands for the portal’s product in it, wherever it is defined', () => {
  const full_product_names = [
    product('ssl'),
    product('os', { purl: 'pkg:generic/horns-os@1.7' }),
    product('db', { purl: 'pkg:generic/hooves-db@2' }),
  ];
  const combined = (category: string, part: string, whole: string, id: string) => ({
    category,
    product_reference: part,
    relates_to_product_reference: whole,
    full_product_name: product(id),
  });
  const relationships = [
    combined('installed_on', 'db', 'ssl-in-os', 'db-on-os'),
    combined('default_component_of', 'ssl', 'os', 'ssl-in-os'),
    combined('installed_with', 'ssl', 'ssl', 'nothing'),
  ];
  expect(mapped({ full_product_names, relationships })).toEqual({
    products: {
      os: { product_id: 'os', versions: '1.7' },
      db: { product_id: 'db', versions: '2' },
      'ssl-in-os': { product_id: 'os', versions: '1.7' },
      'db-on-os': { product_id: 'db', versions: '2' },
    },
    unmatched: ['ssl', 'nothing'],
  });
});

test('first and last affected versions mean those between, and each vulnerability speaks for itself', () => {
  const versions = ['1.0', '1.5', '1.6'].map((name) => branch('product_version', name, { product: product(name) }));
  const { products } = mapProducts(inVendor([branch('product_name', 'horns-os', { branches: versions })]), [os]);
  const vulnerabilities = [
    { product_status: { first_affected: ['1.0'], last_affected: ['1.5'], fixed: ['1.6'], recommended: ['1.6'] } },
    { product_status: { known_not_affected: ['1.0', 'unknown'] } },
    {},
  ];
  expect(affectedProducts(vulnerabilities, products)).toEqual([
    {
      product_id: 'os',
      statements: [
        { affected: ['1.0', '1.5', '>=1.0|<=1.5'], fixed: ['1.6'], not_affected: [], under_investigation: [] },
        { affected: [], fixed: [], not_affected: ['1.0'], under_investigation: [] },
      ],
    },
  ]);
});
