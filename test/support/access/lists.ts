import { inParallel, type Answer, type Ask, type Target } from './answers.ts';
import { partialHolders } from './foreign-values.ts';
import { callersOf, type Caller } from './callers.ts';
import { inputFor } from './inputs.ts';
import { foreignMarks, marksIn } from './marks.ts';
import { sortsOf } from './places.ts';
import type { Organization } from './kinds.ts';
import { shortened, Violations, type Violation } from './violations.ts';
import type { World } from './world.ts';

interface ListBody {
  readonly items: readonly { readonly id: string }[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

interface Reading {
  readonly ask: Ask;
  readonly world: World;
  readonly violations: Violations;
  readonly target: Target;
  readonly caller: Caller;
  readonly home: Organization;
}

/**
 * Lists in every order, whole and page by page: nothing foreign stands in them, is counted, or is skipped over; and the
 * cursor that another caller was given is worth as much as an invented one.
 */
export async function listViolations(ask: Ask, world: World, targets: readonly Target[], callers = callersOf(world)): Promise<Violation[]> {
  const violations = new Violations();
  const readings = targets
    .filter(({ operation }) => sortsOf(operation).length > 0)
    .flatMap((target) => partialHolders(world, target, callers).map((holder) => ({ ask, world, violations, target, ...holder })));
  const cursors = new Map<Target, { caller: Caller; cursor: string }>();
  await inParallel(readings, 6, async (reading) => {
    for (const sort of sortsOf(reading.target.operation)) await checkOrder(reading, sort, cursors);
  });
  await inParallel(readings, 6, (reading) => checkCursors(reading, cursors.get(reading.target)));
  return violations.found;
}

async function checkOrder(reading: Reading, sort: string, cursors: Map<Target, { caller: Caller; cursor: string }>): Promise<void> {
  const { target, caller, violations, world } = reading;
  const whole = await read(reading, { sort, count: 'true', limit: '200' });
  const body = listBody(whole);
  if (!body) return violations.add(target, caller.name, sort, `a list was expected, was told ${shortened(whole)}`);
  const leaked = marksIn(whole.text, foreignMarks(world, target, caller.principal));
  if (leaked.length > 0) violations.add(target, caller.name, sort, `tells of ${leaked.join(', ')}`);
  if (body.items.length === 0) violations.add(target, caller.name, sort, 'shows nothing, not even what is the caller’s own');
  if (body.total !== body.items.length) violations.add(target, caller.name, sort, `counts ${body.total}, shows ${body.items.length}`);
  const paged = await readPages(reading, sort, (cursor) => cursors.has(target) || cursors.set(target, { caller, cursor }));
  const ids = (items: ListBody['items']) => items.map(({ id }) => id).join(' ');
  if (ids(paged) !== ids(body.items)) {
    violations.add(target, caller.name, sort, `pages show ${paged.length} other items than the whole list of ${body.items.length}`);
  }
}

async function readPages(reading: Reading, sort: string, onCursor: (cursor: string) => void): Promise<ListBody['items']> {
  const items: { readonly id: string }[] = [];
  let cursor: string | null | undefined;
  do {
    const page = listBody(await read(reading, { sort, limit: '3', ...(cursor ? { cursor } : {}) }));
    items.push(...(page?.items ?? []));
    cursor = page?.next_cursor;
    if (cursor) onCursor(cursor);
  } while (cursor);
  return items;
}

/** Another's cursor, and an invented one of the same length. */
async function checkCursors(reading: Reading, other: { caller: Caller; cursor: string } | undefined): Promise<void> {
  if (!other || other.caller === reading.caller) return;
  const { target, caller, violations } = reading;
  const [sort = ''] = sortsOf(target.operation);
  const invented = Buffer.from(other.cursor, 'base64url').fill(7).toString('base64url');
  const [foreign, unknown] = await Promise.all([other.cursor, invented].map((cursor) => read(reading, { sort, limit: '3', cursor })));
  if (foreign?.code !== 'invalid_cursor' || foreign.text !== unknown?.text) {
    violations.add(
      target,
      caller.name,
      'query.cursor',
      `the cursor of ${other.caller.name} is answered ${foreign ? shortened(foreign) : ''}`,
    );
  }
}

function read({ ask, target, caller, home }: Reading, query: Readonly<Record<string, string>>): Promise<Answer> {
  return ask(target, caller.principal, { ...inputFor(target, home), query });
}

function listBody({ code, body }: Answer): ListBody | undefined {
  return code === 'ok' ? (body as ListBody) : undefined;
}
