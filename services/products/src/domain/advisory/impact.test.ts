import type { ImpactStatus, VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import { describe, expect, test } from 'vitest';
import { impactOf, type Holding } from './impact.ts';

const OS = 'horns-os';

function says(statement: Partial<VersionStatement>): VersionStatement {
  return { affected: [], fixed: [], not_affected: [], under_investigation: [], ...statement };
}

function holds(holding: Partial<Holding>): Holding {
  return { product_id: OS, covered: [null], downloaded: [], ...holding };
}

const fixedLater = says({ affected: ['<1.8.1'], fixed: ['1.8.1'] });
const twoLines = says({ affected: ['1.8.4', '2.1.1'], fixed: ['1.8.5', '2.1.2'] });

const cases: readonly (readonly [
  why: string,
  statement: VersionStatement | undefined,
  holding: Partial<Holding>,
  expected: ImpactStatus,
])[] = [
  ['an affected version was downloaded', fixedLater, { downloaded: ['1.7.0'] }, 'affected'],
  ['only the fixed version was downloaded', fixedLater, { downloaded: ['1.8.1'] }, 'not_affected'],
  ['a version after the fix was downloaded', fixedLater, { downloaded: ['1.9'] }, 'not_affected'],
  ['the fix was downloaded after an affected version', fixedLater, { downloaded: ['1.7.0', '1.8.1'] }, 'updated'],
  [
    'an affected version was downloaded beside an earlier safe one',
    says({ affected: ['1.9'], fixed: ['1.8'] }),
    { downloaded: ['1.8', '1.9'] },
    'affected',
  ],
  ['nothing was downloaded, and the licence covers affected and fixed versions', fixedLater, {}, 'unknown'],
  ['nothing was downloaded, and every version is affected', says({ affected: ['*'] }), {}, 'affected'],
  ['nothing was downloaded, and all that the licence covers is affected', fixedLater, { covered: ['1.7.x'] }, 'affected'],
  ['nothing was downloaded, and all that the licence covers is fixed', fixedLater, { covered: ['2.x'] }, 'not_affected'],
  ['nothing was downloaded, and one of two licences covers affected versions only', fixedLater, { covered: ['2.x', '1.7.x'] }, 'affected'],
  ['nothing was downloaded, and one of two licences says nothing', fixedLater, { covered: ['2.x', null] }, 'unknown'],
  ['a version between two lines of fixes was downloaded', twoLines, { downloaded: ['2.0.5'] }, 'unknown'],
  ['a version after the fix of its line was downloaded', twoLines, { downloaded: ['1.8.6'] }, 'not_affected'],
  ['no statement speaks of the version', says({ affected: ['1.2'] }), { downloaded: ['1.3'] }, 'unknown'],
  [
    'a version of which none speaks was downloaded before the fix',
    says({ affected: ['1.2'], fixed: ['1.4'] }),
    { downloaded: ['1.3', '1.4'] },
    'updated',
  ],
  ['the version is named as never affected', says({ not_affected: ['1.3'] }), { downloaded: ['1.3'] }, 'not_affected'],
  ['the version is still looked into', says({ under_investigation: ['1.3'] }), { downloaded: ['1.3'] }, 'unknown'],
  ['the affected versions cannot be read', says({ affected: ['сборки до мая'], fixed: ['1.8'] }), { downloaded: ['1.9'] }, 'unknown'],
  ['a name that cannot be compared is the affected one', says({ affected: ['Орёл'] }), { downloaded: ['Орёл'] }, 'affected'],
  ['a name that cannot be compared is another one', says({ affected: ['<2.0'], fixed: ['2.0'] }), { downloaded: ['Орёл'] }, 'unknown'],
  ['the licence covers something unreadable', fixedLater, { covered: ['версия 2'] }, 'unknown'],
  ['the advisory says nothing of versions', undefined, { downloaded: ['1.7.0'] }, 'unknown'],
  ['it was downloaded, and the licence is gone', fixedLater, { covered: [], downloaded: ['1.7.0'] }, 'affected'],
  ['neither licence nor download', fixedLater, { covered: [] }, 'not_held'],
  ['another product is held', fixedLater, { product_id: 'horns-db' }, 'not_held'],
];

test.each(cases)('%s', (_why, statement, holding, expected) => {
  const products = [{ product_id: OS, statements: statement ? [statement] : [] }];
  expect(impactOf(products, [{ organizations: 1, holdings: [holds(holding)] }]).status).toBe(expected);
});

test('of several vulnerabilities the worst is said', () => {
  const products = [{ product_id: OS, statements: [says({ not_affected: ['*'] }), says({ affected: ['<2.0'] })] }];
  expect(impactOf(products, [{ organizations: 1, holdings: [holds({ downloaded: ['1.0'] })] }]).status).toBe('affected');
});

describe('of several organizations', () => {
  const products = [{ product_id: OS, statements: [fixedLater] }];
  const fixed = { organizations: 7, holdings: [holds({ downloaded: ['1.8.1'] })] };
  const unknown = { organizations: 2, holdings: [holds({})] };

  test('the worst is said and each kind is counted', () => {
    expect(impactOf(products, [fixed, unknown])).toEqual({
      status: 'unknown',
      organizations: { affected: 0, unknown: 2, updated: 0, not_affected: 7 },
    });
  });

  test('one without the product changes nothing', () => {
    expect(impactOf(products, [fixed, { organizations: 5, holdings: [holds({ product_id: 'other' })] }]).status).toBe('not_affected');
  });

  test('none is none', () => {
    expect(impactOf(products, []).status).toBe('not_held');
  });
});
