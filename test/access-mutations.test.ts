import { closed, Uuid } from '@kabinet/contract/schemas';
import { accessTable } from '@kabinet/contracts/access';
import type { TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { pastTheGateway, targetsOf, titleOf, type Ask } from './support/access/answers.ts';
import { callersOf, type Caller } from './support/access/callers.ts';
import { withoutAccess, withoutCheck, withoutFirstWall, withoutSecondWall } from './support/access/damage.ts';
import { foreignValueViolations } from './support/access/foreign-values.ts';
import { listViolations } from './support/access/lists.ts';
import { matrixViolations } from './support/access/matrix.ts';
import { missingKnowledge } from './support/access/recipes.ts';
import { startOneProcess, type OneProcess } from './support/portal/one-process.ts';
import { described, type Violation } from './support/access/violations.ts';
import { buildWorld, wholeTrees, type World } from './support/access/world.ts';

/*
 * Whether the tests of access would notice: the same questions, put to a portal with a wall, a check or a declaration
 * removed. Either wall alone must hold what it promises; without both, and without any one check, there must be violations.
 */

const targets = targetsOf(manifests);
/** Products, advisories and articles are the vendor's, whoever may read of them. */
const ABOUT_PRODUCTS: readonly string[] = ['products.read', 'advisories.read', 'knowledge.read'];
/** Services whose tables are behind both walls; what the others keep is the vendor's own. */
const walled = manifests.filter(({ tenantless }) => !tenantless);
const reads = targets.filter(({ operation }) => operation.method === 'GET');
/** What they tell names no organization: files are the vendor's, an archive or a report is its maker's alone. */
const AMONG_FILES: readonly string[] = ['artifacts.listArtifacts', 'artifacts.getBundle', 'reports.listReports', 'reports.getOperation'];
/** Reads that customers may make of what belongs to organizations, as answers that can be compared. */
const tenantReads = reads.filter(
  (target) =>
    target.operation.access.kind === 'permission' &&
    target.operation.access.vendor_wide !== true &&
    isTenants(target.operation.access.permission) &&
    !AMONG_FILES.includes(titleOf(target)) &&
    target.operation.ok.stream === undefined,
);
/**
 * Articles have one wall of their own; what customers hold, from which it follows who sees which, has both. Without the first wall the
 * figures are looked for among the vendor's sums, which the second refuses altogether.
 */
const hasOneWall = (target: (typeof reads)[number]): boolean => target.service === 'knowledge' || titleOf(target) === 'reports.getSummary';
const walledReads = reads.filter((target) => !hasOneWall(target) && walled.some(({ name }) => name === target.service));

let whole: OneProcess;
let portal: TestPortal;
let ask: Ask;
let world: World;
let callers: Caller[];

beforeAll(async () => {
  whole = await startOneProcess();
  portal = whole.inside;
  ask = pastTheGateway(whole);
  world = await buildWorld(whole);
  callers = callersOf(world).filter(({ name }) => /^(owner|viewer)@\w+$|^token licenses:read of/.test(name));
}, 180_000);
afterAll(() => {
  // A broken portal fails in many ways; that is no fault of the whole one.
  portal.internalErrors.length = 0;
  return whole.stop();
});

/** What somebody may read who has rights in one organization, and who may not read it everywhere because it is nobody's. */
function isTenants(permission: string): boolean {
  const { owner } = accessTable.customer;
  return !ABOUT_PRODUCTS.includes(permission) && owner.some((held) => held === permission);
}

/** Everything that reads are asked, by who has rights in one tree only. */
async function readViolations(seen: World): Promise<Violation[]> {
  const found = await Promise.all([
    matrixViolations(ask, seen, walledReads, { about: 'daughter', callers, harmless: true }),
    foreignValueViolations(ask, seen, walledReads, callers),
    listViolations(ask, seen, walledReads, callers),
  ]);
  return found.flat();
}

function operationsIn(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ operation }) => operation))].toSorted();
}

describe('the walls', () => {
  test('without the first, the second still hides other trees', async () => {
    const alone = await withoutFirstWall(manifests, () => readViolations(wholeTrees(world)));
    expect(described(alone)).toEqual([]);
  }, 120_000);

  test('without the second, the first still hides everything', async () => {
    const alone = await withoutSecondWall(portal, () => readViolations(world));
    expect(described(alone)).toEqual([]);
  }, 120_000);

  test('without the first, every read of what belongs to organizations tells relatives of it; without both, strangers too', async () => {
    const asked = (seen: World) =>
      withoutFirstWall(manifests, () => matrixViolations(ask, seen, tenantReads, { about: 'daughter', callers, harmless: true }));
    const relatives = await asked(world);
    expect(operationsIn(relatives)).toEqual(tenantReads.map(titleOf).toSorted());
    const strangers = await withoutSecondWall(portal, () => asked(wholeTrees(world)));
    expect(operationsIn(strangers)).toEqual(tenantReads.map(titleOf).toSorted());
  }, 120_000);
});

describe('without the check of', () => {
  const checks = manifests.flatMap((manifest) =>
    Object.keys(manifest.implementation.resources).map((kind) => ({ manifest, kind, name: `${manifest.name}: ${kind}` })),
  );

  test.each(checks)('$name', async ({ manifest, kind }) => {
    const checked = targets.filter(
      ({ service, operation: { access } }) => service === manifest.name && access.kind === 'permission' && isChecked(access.resource, kind),
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
}, 120_000);

/** Whether the check of `kind` decides about a resource: who may know of it, or who may act on it. */
function isChecked(resource: { readonly of: string; readonly held_on?: string } | undefined, kind: string): boolean {
  return resource?.of === kind || resource?.held_on === kind;
}

/** One caller of each relation, those who may, and one who may elsewhere and knows of it here. */
function few(): Caller[] {
  const names = [
    'viewer@holding, owner@sister',
    'anonymous',
    'nobody',
    'owner@daughter',
    'viewer@stranger',
    'owner@sister',
    'administrator',
  ];
  return callersOf(world).filter(({ name }) => names.includes(name));
}

test('an operation that these tests do not know how to ask fails them, and says what to add', () => {
  const operation = { ...targets[0]!.operation, method: 'POST', params: closed({ id: Uuid }), body: closed({ ticket_id: Uuid }) } as const;
  const unknown = { service: 'issues', name: 'moveTicket', operation: { ...operation, access: { kind: 'signed_in' } } } as const;
  expect(missingKnowledge([...targets, unknown])).toEqual([
    expect.stringMatching(/issues\.moveTicket takes a body: .*access\/recipes /),
    expect.stringMatching(/issues\.moveTicket takes an id at params\.id: .*access\/recipes /),
    expect.stringMatching(/issues\.moveTicket takes an id at body\.ticket_id: .*access\/recipes /),
  ]);
});
