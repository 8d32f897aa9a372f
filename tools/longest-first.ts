import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, in this order; their size does not tell, and a clean clone remembers no durations. */
const LONGEST = [
  'test/replicas',
  'test/processes',
  'test/faults',
  'test/one-process',
  'test/access-mutations',
  'test/previous-release',
  'e2e/pages',
  'kabinet/test/start',
];

/** The order of test files: no worker is left with a long one when the others have nothing more to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- that of a sequencer
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}
