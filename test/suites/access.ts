import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { pastTheGateway, targetsOf, type Ask } from './support/access/answers.ts';
import { openEdge } from './support/access/edge.ts';
import { foreignValueViolations } from './support/access/foreign-values.ts';
import { listViolations } from './support/access/lists.ts';
import { matrixViolations } from './support/access/matrix.ts';
import { performanceViolations } from './support/access/performances.ts';
import { missingKnowledge } from './support/access/recipes.ts';
import { described } from './support/access/violations.ts';
import { buildWorld, type World } from './support/access/world.ts';

const targets = targetsOf(manifests);
let portal: TestPortal;
let ask: Ask;
let world: World;

beforeAll(async () => {
  portal = await startPortal();
  ask = pastTheGateway(portal.composition);
  world = await buildWorld(portal);
});
afterAll(() => portal.stop());

test('every operation has what these tests need to ask it', () => {
  expect(missingKnowledge(targets)).toEqual([]);
});

test('every operation answers every caller as the access table says, and a foreign thing like a missing one', async () => {
  expect(described(await matrixViolations(ask, world, targets, { about: 'daughter' }))).toEqual([]);
}, 60_000);

test('a foreign id or word is answered like one that nobody has, wherever one can stand', async () => {
  expect(described(await foreignValueViolations(ask, world, targets))).toEqual([]);
}, 60_000);

test('lists show, count and page through what the caller may see, in every order', async () => {
  expect(described(await listViolations(ask, world, targets))).toEqual([]);
}, 60_000);

test('who may do something can do it, and nobody gets the answer to the idempotency key of another', async () => {
  expect(described(await performanceViolations(ask, world, targets))).toEqual([]);
}, 60_000);

test('through the gateway, people and machines who proved who they are get the same answers', async () => {
  const edge = await openEdge(portal, world);
  try {
    const options = { about: 'daughter', callers: edge.callers, harmless: true } as const;
    expect(described(await matrixViolations(edge.ask, world, targets, options))).toEqual([]);
  } finally {
    await edge.close();
  }
}, 60_000);
