import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { targetsOf } from './support/access/answers.ts';
import { matrixViolations } from './support/access/matrix.ts';
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
