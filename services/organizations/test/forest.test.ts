import { organizationsContract } from '@kabinet/contracts/organizations';
import { isProblem, ProblemError } from '@kabinet/problem';
import fc from 'fast-check';
import { innOf, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { change, chosen, command, pathOf, perform, type Command, type Forest } from './forest.ts';

/** Enough to find what was broken on purpose; a longer search: FOREST_RUNS=200. */
const RUNS = Number(process.env['FOREST_RUNS'] ?? 8);
const PATIENCE = { timeout: 60_000 + RUNS * 20_000 };

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

let requisites = 60_000;

/** One administrator at work on organizations of one run; `ids` by the order in which they were made. */
function administrator(ids: string[]) {
  const client = portal.client(organizationsContract, staff('administrator'));
  const idAt = (index: number | null) => (index === null ? null : (ids[index] ?? null));
  async function act(forest: Forest, asked: Command): Promise<void> {
    if (asked.kind === 'create') {
      const body = { name: 'New', inn: innOf((requisites += 1)), kpp: '770101001', parent_id: idAt(chosen(forest, asked.parent)) };
      ids.push((await client.createCabinet({ body })).id);
      return;
    }
    const id = idAt(chosen(forest, asked.node));
    if (id === null) return;
    if (asked.kind === 'close') {
      await client.closeCabinet({ params: { id }, body: { move_up: asked.move_up } });
      await portal.settle();
      return;
    }
    const body = asked.kind === 'rename' ? { name: asked.name } : { parent_id: idAt(chosen(forest, asked.parent)) };
    await client.changeCabinet({ params: { id }, body }, { ifMatch: '*' });
  }
  return async function answer(forest: Forest, asked: Command): Promise<string> {
    try {
      await act(forest, asked);
      return 'ok';
    } catch (error) {
      // Two moves that need each other's locks: one is undone and may come again.
      if (isProblem(error, 'unavailable')) return answer(forest, asked);
      if (error instanceof ProblemError) return error.code;
      throw error;
    }
  };
}

/** Every service that follows the tree, the owner of it included. */
function followers(): string[] {
  return [...portal.composition.services.values()].flatMap(({ manifest: { name, subscriptions } }) =>
    name === 'organizations' || subscriptions.some(({ subject }) => subject === 'organizations.organization.moved') ? [name] : [],
  );
}

/** What each service knows of the organizations of a run, all alike. */
async function expectEverywhere(forest: Forest, ids: readonly string[]): Promise<void> {
  await portal.settle();
  const at = (index: number) => ids[index] ?? '';
  const nodes = forest.map(({ parent, name, status }, index) => `${at(index)} ${parent === null ? '' : at(parent)} ${name} ${status}`);
  const closure = forest.flatMap((_, index) => {
    const path = pathOf(forest, index);
    return path.map((above, depth) => `${at(above)} ${at(index)} ${depth} ${at(path.at(-1) ?? index)}`);
  });
  for (const service of followers()) {
    const known = await portal.database.sql<{ row: string }>(
      `select concat_ws(' ', id, coalesce(parent_id::text, ''), name, status) as row from ${service}.organization_node where id = any($1::uuid[])`,
      [ids],
    );
    expect(known.map(({ row }) => row).toSorted(), service).toEqual(nodes.toSorted());
    const paths = await portal.database.sql<{ row: string }>(
      `select concat_ws(' ', ancestor_id, descendant_id, depth, root_id) as row from ${service}.organization_closure where descendant_id = any($1::uuid[])`,
      [ids],
    );
    expect(paths.map(({ row }) => row).toSorted(), service).toEqual(closure.toSorted());
  }
}

test('whatever administrators do in whatever order, every service ends with the same forest as the plainest model', PATIENCE, async () => {
  const runs = fc.asyncProperty(fc.array(command, { minLength: 6, maxLength: 18 }), async (commands) => {
    const ids: string[] = [];
    const answer = administrator(ids);
    let forest: Forest = [];
    for (const asked of commands) {
      const expected = perform(forest, asked);
      expect(await answer(forest, asked), JSON.stringify(asked)).toBe(expected.code);
      ({ forest } = expected);
    }
    await expectEverywhere(forest, ids);
  });
  await fc.assert(runs, { numRuns: RUNS, endOnFailure: true });
});

test('two administrators at once leave what one after the other would have left', PATIENCE, async () => {
  const grown = fc.array(fc.option(fc.nat({ max: 30 }), { freq: 6 }), { minLength: 4, maxLength: 8 });
  const races = fc.array(fc.tuple(change, change), { minLength: 2, maxLength: 5 });
  const runs = fc.asyncProperty(grown, races, async (parents, pairs) => {
    const ids: string[] = [];
    const [one, other] = [administrator(ids), administrator(ids)];
    let forest: Forest = [];
    for (const parent of parents) {
      await one(forest, { kind: 'create', parent });
      ({ forest } = perform(forest, { kind: 'create', parent }));
    }
    for (const [first, second] of pairs) {
      const answers = await Promise.all([one(forest, first), other(forest, second)]);
      forest = await agreed(forest, ids, [first, second], answers);
    }
    await expectEverywhere(forest, ids);
  });
  await fc.assert(runs, { numRuns: RUNS, endOnFailure: true });
});

/** The forest after two commands in the one order or the other, whichever explains both answers and what is there now. */
async function agreed(
  forest: Forest,
  ids: readonly string[],
  [a, b]: readonly [Command, Command],
  answers: readonly string[],
): Promise<Forest> {
  const inOrder = (first: Command, second: Command) => {
    const early = perform(forest, first);
    return { codes: [early.code, perform(early.forest, second).code], forest: perform(early.forest, second).forest };
  };
  const [forwards, backwards] = [inOrder(a, b), inOrder(b, a)];
  const possible = [forwards, { ...backwards, codes: backwards.codes.toReversed() }].filter(({ codes }) => codes.join() === answers.join());
  const present = await presentForest(ids);
  const found = possible.find((outcome) => JSON.stringify(outcome.forest) === JSON.stringify(present));
  expect(found, `${JSON.stringify([a, b])} was answered ${answers.join()} and left ${JSON.stringify(present)}`).toBeDefined();
  return present;
}

async function presentForest(ids: readonly string[]): Promise<Forest> {
  const rows = await portal.database.sql<{ id: string; parent_id: string | null; name: string; status: 'active' | 'closed' }>(
    'select id, parent_id, name, status from organizations.organization where id = any($1::uuid[])',
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw new Error(`the organization ${id} is gone`);
    return { parent: row.parent_id === null ? null : ids.indexOf(row.parent_id), name: row.name, status: row.status };
  });
}
