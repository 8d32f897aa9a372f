import { isInternal } from '@kabinet/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifests } from '../../apps/kabinet/src/targets.ts';
import { pastTheGateway, targetsOf, type Ask } from '../support/access/answers.ts';
import { callersOf, oneOfEachKind, type Caller } from '../support/access/callers.ts';
import { openEdge } from '../support/access/edge.ts';
import { foreignValueViolations } from '../support/access/foreign-values.ts';
import { listViolations } from '../support/access/lists.ts';
import { matrixViolations } from '../support/access/matrix.ts';
import { performanceViolations } from '../support/access/performances.ts';
import { missingKnowledge } from '../support/access/recipes.ts';
import { described } from '../support/access/violations.ts';
import { buildWorld, type World } from '../support/access/world.ts';
import type { TestedPortal } from '../support/portal/tested-portal.ts';

const targets = targetsOf(manifests);
/** Without what services ask in their callers' names: it is not there for people and machines. */
const served = targets.filter(({ operation }) => !isInternal(operation) || operation.access.kind === 'services');

/**
 * Every operation × role × relation, derived from the contracts. `portal` is asked for once its file's `beforeAll` has run. Which role may
 * do what is decided by the same code wherever a service runs: in one process everybody asks. How a caller reaches another process
 * is the same for all of a kind: there one of each kind asks, with every relation between organizations.
 */
export function accessSuite(portal: () => TestedPortal, who: 'everybody' | 'one of each kind'): void {
  describe('access', { timeout: 240_000 }, () => {
    let ask: Ask;
    let world: World;
    const callers = (): Caller[] => (who === 'everybody' ? callersOf(world) : oneOfEachKind(world));
    beforeAll(async () => {
      ask = pastTheGateway(portal());
      world = await buildWorld(portal());
    }, 180_000);

    test('every operation has what these tests need to ask it', () => {
      expect(missingKnowledge(targets)).toEqual([]);
    });

    test('every operation answers every caller as the access table says, and a foreign thing like a missing one', async () => {
      expect(described(await matrixViolations(ask, world, targets, { about: 'daughter', callers: callers() }))).toEqual([]);
    });

    test('a foreign id or word is answered like one that nobody has, wherever one can stand', async () => {
      expect(described(await foreignValueViolations(ask, world, targets, callers()))).toEqual([]);
    });

    test('lists show, count and page through what the caller may see, in every order', async () => {
      expect(described(await listViolations(ask, world, targets))).toEqual([]);
    });

    test('who may do something can do it, and nobody gets the answer to the idempotency key of another', async () => {
      expect(described(await performanceViolations(ask, world, targets))).toEqual([]);
    });

    test('through the gateway, people and machines who proved who they are get the same answers', async () => {
      const edge = await openEdge(portal(), world);
      const options = { about: 'daughter', callers: edge.callers, harmless: true } as const;
      expect(described(await matrixViolations(edge.ask, world, served, options))).toEqual([]);
    });
  });
}
