import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { targetsOf } from './support/access/answers.ts';
import { foreignValueViolations } from './support/access/foreign-values.ts';
import { listViolations } from './support/access/lists.ts';
import { matrixViolations } from './support/access/matrix.ts';
import { performanceViolations } from './support/access/performances.ts';
import { missingKnowledge } from './support/access/recipes.ts';
import { described } from './support/access/violations.ts';
import { buildWorld, type World } from './support/access/world.ts';

const targets = targetsOf(manifests);
let portal: TestPortal;
let world: World;

beforeAll(async () => {
  portal = await startPortal();
  world = await buildWorld(portal);
});
afterAll(() => portal.stop());

test('every operation has what these tests need to ask it', () => {
  expect(missingKnowledge(targets)).toEqual([]);
});

test('every operation answers every caller as the access table says, and a foreign thing like a missing one', async () => {
  expect(described(await matrixViolations(portal.composition, world, targets, { about: 'daughter' }))).toEqual([]);
}, 60_000);

test('a foreign id or word is answered like one that nobody has, wherever one can stand', async () => {
  expect(described(await foreignValueViolations(portal.composition, world, targets))).toEqual([]);
}, 60_000);

test('lists show, count and page through what the caller may see, in every order', async () => {
  expect(described(await listViolations(portal.composition, world, targets))).toEqual([]);
}, 60_000);

test('who may do something can do it, and nobody gets the answer to the idempotency key of another', async () => {
  expect(described(await performanceViolations(portal.composition, world, targets))).toEqual([]);
}, 60_000);
