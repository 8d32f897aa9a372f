import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { pastTheGateway, targetsOf, titleOf, type Ask, type Target } from './support/access/answers.ts';
import { callersOf, type Caller } from './support/access/callers.ts';
import { withoutAccess, withoutCheck, withoutFirstWall, withoutSecondWall } from './support/access/damage.ts';
import { foreignValueViolations } from './support/access/foreign-values.ts';
import { listViolations } from './support/access/lists.ts';
import { matrixViolations } from './support/access/matrix.ts';
import { described, type Violation } from './support/access/violations.ts';
import { buildWorld, wholeTrees, type World } from './support/access/world.ts';

/*
 * Whether the tests of access would notice: the same questions, put to a portal with a wall, a check or a declaration
 * removed. Either wall alone must hold what it promises; without both, and without any one check, there must be violations.
 */

const targets = targetsOf(manifests);
/** Services whose tables are behind both walls; the people of auth belong to several trees, so that it has the first one only. */
const walled = manifests.filter(({ tenantless }) => !tenantless);
const walledReads = targets.filter(({ service, operation }) => operation.method === 'GET' && walled.some(({ name }) => name === service));

let portal: TestPortal;
let ask: Ask;
let world: World;
let callers: Caller[];

beforeAll(async () => {
  portal = await startPortal();
  ask = pastTheGateway(portal.composition);
  world = await buildWorld(portal);
  callers = callersOf(world).filter(({ mixed }) => !mixed);
});
afterAll(() => portal.stop());

/** Everything that reads are asked, by who has rights in one tree only. */
async function readViolations(seen: World): Promise<Violation[]> {
  const found = await Promise.all([
    matrixViolations(ask, seen, walledReads, { about: 'daughter', callers, harmless: true }),
    foreignValueViolations(ask, seen, walledReads, callers),
    listViolations(ask, seen, walledReads, callers),
  ]);
  const names = new Set(callers.map(({ name }) => name));
  return found.flat().filter(({ caller }) => names.has(caller));
}

function operationsIn(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ operation }) => operation))].toSorted();
}

describe('the walls', () => {
  test('without the first, the second still hides other trees', async () => {
    const alone = await withoutFirstWall(manifests, () => readViolations(wholeTrees(world)));
    expect(described(alone)).toEqual([]);
  }, 60_000);

  test('without the second, the first still hides everything', async () => {
    const alone = await withoutSecondWall(portal, () => readViolations(world));
    expect(described(alone)).toEqual([]);
  }, 60_000);

  test('without the first, relatives are seen in every service; without both, strangers too', async () => {
    const relatives = await withoutFirstWall(manifests, () =>
      matrixViolations(ask, world, walledReads, { about: 'daughter', callers, harmless: true }),
    );
    const both = () =>
      withoutFirstWall(manifests, () =>
        matrixViolations(ask, wholeTrees(world), walledReads, { about: 'daughter', callers, harmless: true }),
      );
    const strangers = await withoutSecondWall(portal, both);
    const scoped = walledReads.filter(isTenants).map(titleOf).toSorted();
    expect(operationsIn(relatives)).toEqual(expect.arrayContaining(scoped));
    expect(operationsIn(strangers)).toEqual(expect.arrayContaining(scoped));
  }, 60_000);
});

/** Reads that customers may make of what belongs to an organization. */
function isTenants(target: Target): boolean {
  const { access } = target.operation;
  if (access.kind !== 'permission' || ['products.read', 'templates.read', 'purchases.read', 'audit.verify'].includes(access.permission))
    return false;
  return true;
}

describe('without the check of', () => {
  const checks = manifests.flatMap((manifest) =>
    Object.keys(manifest.implementation.resources).map((kind) => ({ manifest, kind, name: `${manifest.name}: ${kind}` })),
  );

  test.each(checks)('$name', async ({ manifest, kind }) => {
    const checked = targets.filter(
      ({ service, operation: { access } }) => service === manifest.name && access.kind === 'permission' && access.resource?.of === kind,
    );
    const violations = await withoutCheck(manifest, kind, () =>
      matrixViolations(ask, world, checked, { about: 'daughter', harmless: true, callers: few() }),
    );
    expect(operationsIn(violations)).toEqual(checked.map(titleOf).toSorted());
  });
});

test('without what it asks of its caller, no operation passes', async () => {
  const asking = targets.filter(({ operation: { access } }) => access.kind !== 'public');
  const violations = await withoutAccess(manifests, () =>
    matrixViolations(ask, world, asking, { about: 'daughter', harmless: true, callers: few() }),
  );
  expect(operationsIn(violations)).toEqual(asking.map(titleOf).toSorted());
}, 60_000);

/** One caller of each relation, and those who may. */
function few(): Caller[] {
  const names = ['anonymous', 'nobody', 'owner@daughter', 'viewer@stranger', 'owner@sister', 'administrator'];
  return callers.filter(({ name }) => names.includes(name));
}
