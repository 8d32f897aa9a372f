import { ask, inParallel, type Answer, type Sent, type Services, type Target } from './answers.ts';
import { callersOf, type Caller } from './callers.ts';
import { harmless, inputFor, resourceParameter, unusedId } from './inputs.ts';
import { foreignMarks, marksIn } from './marks.ts';
import { kindAt } from './recipes.ts';
import { outcomeFor, type Outcome } from './rights.ts';
import { VENDORS_OWN, type Kind } from './things.ts';
import { shortened, Violations, type Violation } from './violations.ts';
import type { OrganizationKey, World } from './world.ts';

export interface MatrixOptions {
  /** Whose things are asked about. */
  readonly about: OrganizationKey;
  /** Only calls that cannot change anything, even where a check is missing. */
  readonly harmlessOnly?: boolean;
}

/** Every operation × every caller: each answer as the access table has it, and a foreign thing's like a missing one's. */
export async function matrixViolations(services: Services, world: World, targets: readonly Target[], options: MatrixOptions): Promise<Violation[]> {
  const violations = new Violations();
  const callers = callersOf(world);
  const cells = targets.flatMap((target) => callers.map((caller) => ({ target, caller })));
  await inParallel(cells, 12, ({ target, caller }) => checkCell({ services, world, violations, ...options }, target, caller));
  return violations.found;
}

interface Run extends MatrixOptions {
  readonly services: Services;
  readonly world: World;
  readonly violations: Violations;
}

async function checkCell(run: Run, target: Target, caller: Caller): Promise<void> {
  const outcome = outcomeFor(run.world, target, caller.principal, owningOrganization(run, target));
  const sent = inputFor(target, run.world.organizations[run.about]);
  await checkCall(run, target, caller, outcome, harmless(sent));
  // What must be refused is sent as it would be by an attacker; what is allowed is done once, by `performances.ts`.
  const earnest = target.operation.method === 'GET' || outcome !== 'allowed';
  if (earnest && !run.harmlessOnly) await checkCall(run, target, caller, outcome, sent);
}

async function checkCall(run: Run, target: Target, caller: Caller, outcome: Outcome, sent: Sent): Promise<void> {
  const answer = await ask(run.services, target, caller.principal, sent);
  const fault = faultOf(target, answer, outcome, sent.query !== undefined) ?? (await differenceToMissing(run, target, caller, sent, outcome, answer));
  if (fault) run.violations.add(target, caller.name, run.about, fault);
  const leaked = marksIn(answer.text, foreignMarks(run.world, target, caller.principal));
  if (leaked.length > 0) run.violations.add(target, caller.name, run.about, `tells of ${leaked.join(', ')}`);
}

/** What is wrong with `answer` where the table says `outcome`. */
function faultOf(target: Target, answer: Answer, outcome: Outcome, isHarmless: boolean): string | undefined {
  const expected = outcome === 'thing_not_found' ? missingCode(target) : outcome;
  if (outcome !== 'allowed') return answer.code === expected ? undefined : `expected ${expected}, was told ${shortened(answer)}`;
  if (isHarmless) return answer.code === 'invalid_query' ? undefined : `is allowed, yet was told ${shortened(answer)}`;
  const refusals = ['unauthorized', 'forbidden', 'not_found', 'internal_error', missingCode(target)];
  return refusals.includes(answer.code) ? `is allowed, yet was told ${shortened(answer)}` : undefined;
}

/** What the operation answers when there is no such thing. */
export function missingCode({ operation: { access } }: Target): string {
  return access.kind === 'permission' && access.resource ? `${access.resource.of}_not_found` : 'not_found';
}

/** A thing that nobody has is missing for everyone, and what the caller may not know of is answered in the same bytes. */
async function differenceToMissing(run: Run, target: Target, caller: Caller, sent: Sent, outcome: Outcome, answer: Answer): Promise<string | undefined> {
  const name = resourceParameter(target);
  if (target.operation.access.kind === 'services' && outcome === 'not_found') {
    const unknown = await ask(run.services, { ...target, name: 'noSuchOperation' }, caller.principal, sent);
    return unknown.text === answer.text ? undefined : `differs from an unknown operation: ${shortened(answer)}`;
  }
  if (name === undefined || outcome === 'unauthorized') return undefined;
  const missing = await ask(run.services, target, caller.principal, { ...sent, params: { ...sent.params, [name]: unusedId() } });
  if (missing.code !== missingCode(target)) return `a thing that nobody has is answered ${shortened(missing)}`;
  if (outcome === 'thing_not_found' && missing.text !== answer.text) return `differs from a missing one: ${shortened(answer)} / ${shortened(missing)}`;
  return undefined;
}

/** The organization of the asked thing; null when things of its kind belong to none. */
function owningOrganization({ world, about }: Run, target: Target): string | null {
  const kind = resourceKind(target);
  return kind === undefined || VENDORS_OWN.has(kind) ? null : world.organizations[about].id;
}

function resourceKind(target: Target): Kind | undefined {
  const name = resourceParameter(target);
  return name === undefined ? undefined : kindAt(target, `params.${name}`);
}
