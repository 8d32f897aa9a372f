import { randomUUIDv7 } from 'node:crypto';
import { inParallel, type Ask, type Sent, type Target } from './answers.ts';
import { callersOf, type Caller } from './callers.ts';
import { inputFor, resourceParameter, unusedId } from './inputs.ts';
import { foreignOrganizations } from './marks.ts';
import { idPlaces, withIdAt, wordParameters } from './places.ts';
import { kindAt, recipeFor } from './recipes.ts';
import { outcomeFor } from './rights.ts';
import type { Organization } from './kinds.ts';
import { shortened, Violations, type Violation } from './violations.ts';
import type { World } from './world.ts';

/**
 * Ids and words beside the resource's own id: wherever the contract lets one stand, a foreign one is answered in the same
 * bytes as one that nobody has. Asked by everybody who holds the permission somewhere but not everywhere.
 */
export async function foreignValueViolations(
  ask: Ask,
  world: World,
  targets: readonly Target[],
  callers = callersOf(world),
): Promise<Violation[]> {
  const violations = new Violations();
  const questions = targets.flatMap((target) =>
    partialHolders(world, target, callers).flatMap((holder) => questionsOf(world, target, holder)),
  );
  await inParallel(questions, 12, (question) => checkQuestion(ask, violations, question));
  return violations.found;
}

/** Somebody with rights in some organizations, one of which is `home`. */
export interface Holder {
  readonly caller: Caller;
  readonly home: Organization;
}

/** One caller for every set of organizations in which the operation is allowed. */
export function partialHolders(world: World, target: Target, callers: readonly Caller[]): Holder[] {
  const all = Object.values(world.organizations);
  const holders = new Map<string, Holder>();
  for (const caller of callers) {
    const kind = caller.principal.kind;
    if (kind === 'anonymous' || foreignOrganizations(world, target, caller.principal).length === 0) continue;
    const allowed = all.filter(({ id }) => outcomeFor(world, target, caller.principal, id) === 'allowed');
    const [home] = target.operation.access.kind === 'signed_in' ? ownHome(world, caller) : allowed;
    const reach = `${kind} ${allowed.map(({ key }) => key).join(' ')} ${home?.key}`;
    if (home && !holders.has(reach)) holders.set(reach, { caller, home });
  }
  return [...holders.values()];
}

function ownHome(world: World, { principal }: Caller): Organization[] {
  const [membership] = principal.kind === 'user' ? principal.memberships : [];
  return Object.values(world.organizations).filter(({ id }) => id === membership?.organization_id);
}

interface Question {
  readonly target: Target;
  readonly caller: Caller;
  readonly place: string;
  readonly foreign: string;
  /** The same call with a value that nobody has. */
  readonly unused: string;
  readonly sent: (value: string) => Sent;
}

function questionsOf(world: World, target: Target, { caller, home }: Holder): Question[] {
  const foreign = foreignOrganizations(world, target, caller.principal);
  const own = Object.values(world.organizations).filter((organization) => !foreign.includes(organization));
  const sent = inputFor(target, home);
  const base = target.operation.query && 'count' in target.operation.query.properties ? { ...sent, query: { count: 'true' } } : sent;
  return [...idQuestions(target, caller, base, { foreign, own }), ...wordQuestions(target, { caller, home }, base, foreign)];
}

interface Sides {
  readonly foreign: readonly Organization[];
  readonly own: readonly Organization[];
}

function idQuestions(target: Target, caller: Caller, base: Sent, { foreign, own }: Sides): Question[] {
  const resource = `params.${resourceParameter(target)}`;
  return idPlaces(target.operation)
    .filter((place) => place !== resource && !recipeFor(target).shared?.includes(place))
    .flatMap((place) => {
      const kind = kindAt(target, place);
      if (!kind) return [];
      const known = new Set(own.flatMap(({ things }) => things[kind]));
      const ids = foreign.flatMap(({ things }) => things[kind].slice(0, 1)).filter((id) => !known.has(id));
      return ids.map((id) => ({
        target,
        caller,
        place,
        foreign: id,
        unused: unusedId(),
        sent: (value) => withIdAt(base, place, value, target.operation),
      }));
    });
}

/** Not of what is made for paper: it says there what it was asked for, inside of bytes. The same rows are asked for as text. */
function wordQuestions(target: Target, { caller, home }: Holder, base: Sent, foreign: readonly Organization[]): Question[] {
  if (target.operation.variant?.format === 'pdf') return [];
  const relative = foreign.find(({ root_id }) => root_id === home.root_id);
  const stranger = foreign.find(({ root_id }) => root_id !== home.root_id);
  const words = [relative, stranger].flatMap((organization) => (organization ? wordsOf(organization) : []));
  return wordParameters(target.operation).flatMap((parameter) =>
    words.map((word) => ({
      target,
      caller,
      place: `query.${parameter}`,
      foreign: word,
      unused: likeButUnused(word),
      sent: (value) => ({ ...base, query: { ...base.query, [parameter]: value } }),
    })),
  );
}

/** What one might search by: a name, a number of each kind, an id, an address, an actor of the audit log. */
function wordsOf({ name, inn, words, things }: Organization): string[] {
  const address = words.find((word) => word.includes('@')) ?? name;
  const numbers = words.filter((word) => /^\p{Lu}+-[\d-]+$/u.test(word)).slice(0, 2);
  return [name, inn, address, ...numbers, ...things.license.slice(0, 1), `user:${things.person[0]}`];
}

/** A word of the same form that names nothing. */
function likeButUnused(word: string): string {
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
  return uuid.test(word) ? word.replace(uuid, randomUUIDv7()) : word.replaceAll(/\d/g, '9').replaceAll(/\p{Lu}/gu, 'Ъ');
}

/** Two calls at once with one key would get in each other's way. */
function withOwnKey(sent: Sent): Sent {
  return sent.idempotencyKey === undefined ? sent : { ...sent, idempotencyKey: unusedId() };
}

async function checkQuestion(ask: Ask, violations: Violations, question: Question): Promise<void> {
  const { target, caller, place, foreign, unused } = question;
  const [answer, missing] = await Promise.all(
    [foreign, unused].map((value) => ask(target, caller.principal, withOwnKey(question.sent(value)))),
  );
  if (!answer || !missing) return;
  const same = answer.text.replaceAll(foreign, '…') === missing.text.replaceAll(unused, '…');
  if (!same) {
    violations.add(
      target,
      caller.name,
      place,
      `a foreign value is answered ${shortened(answer)}, one that nobody has ${shortened(missing)}`,
    );
  }
  if (missing.code === 'internal_error') violations.add(target, caller.name, place, 'an internal error');
  // What nobody has cannot have been acted upon.
  if (target.operation.method !== 'GET' && !recipeFor(target).asks && missing.code === 'ok') {
    violations.add(target, caller.name, place, 'an id that nobody has is taken');
  }
}
