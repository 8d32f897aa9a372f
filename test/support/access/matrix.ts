import { inParallel, UNKNOWN_OPERATION, type Answer, type Ask, type Sent, type Target } from './answers.ts';
import { callersOf, type Caller } from './callers.ts';
import { harmless, inputFor, resourceParameter, unusedId } from './inputs.ts';
import { foreignMarks, marksIn } from './marks.ts';
import { kindAt } from './recipes.ts';
import { outcomeFor, type Outcome } from './rights.ts';
import { VENDORS_OWN, type Kind } from './kinds.ts';
import { shortened, Violations, type Violation } from './violations.ts';
import type { OrganizationKey, World } from './world.ts';

export interface MatrixOptions {
  /** Whose things are asked about. */
  readonly about: OrganizationKey;
  readonly callers?: readonly Caller[];
  /** Only calls that cannot change anything, even where a check is missing. */
  readonly harmless?: boolean;
}

/** Every operation × every caller: each answer as the access table has it, and a foreign thing's like a missing one's. */
export async function matrixViolations(ask: Ask, world: World, targets: readonly Target[], options: MatrixOptions): Promise<Violation[]> {
  const violations = new Violations();
  const callers = options.callers ?? callersOf(world);
  const cells = targets.flatMap((target) => callers.filter(concernedBy(target)).map((caller) => ({ target, caller })));
  await inParallel(cells, 12, ({ target, caller }) => checkCell({ ask, world, violations, ...options }, target, caller));
  return violations.found;
}

interface Run extends MatrixOptions {
  readonly ask: Ask;
  readonly world: World;
  readonly violations: Violations;
}

/** Who has a group of permissions switched off is like anybody else where it is not asked for. */
function concernedBy({ operation: { access } }: Target): (caller: Caller) => boolean {
  const permissions = access.kind === 'permission' ? [access.permission, access.known_by ?? ''] : [];
  return ({ without }) => without === undefined || permissions.some((permission) => permission.startsWith(`${without}.`));
}

async function checkCell(run: Run, target: Target, caller: Caller): Promise<void> {
  const { method } = target.operation;
  const outcome = outcomeFor(run.world, target, caller.principal, owningOrganization(run, target));
  const sent = inputFor(target, run.world.organizations[run.about]);
  const missing = await checkCall(run, { target, caller, outcome, sent: harmless(sent), isHarmless: true });
  // What must be refused is sent as it would be by an attacker; what is allowed is done once, by `performances.ts`.
  if (method === 'GET') await checkCall(run, { target, caller, outcome, sent, isHarmless: false });
  else if (outcome !== 'allowed' && !run.harmless) await checkCall(run, { target, caller, outcome, sent, isHarmless: false }, missing);
}

interface Cell {
  readonly target: Target;
  readonly caller: Caller;
  readonly outcome: Outcome;
  readonly sent: Sent;
  readonly isHarmless: boolean;
}

/** Checks one call; answers how the same is told that there is no such thing, which is asked unless `known` already. */
async function checkCall(run: Run, cell: Cell, known?: Answer): Promise<Answer | undefined> {
  const { target, caller, sent } = cell;
  const [answer, missing] = await Promise.all([run.ask(target, caller.principal, sent), known ?? askForMissing(run, cell)]);
  const fault = faultOf(cell, answer) ?? faultOfMissing(cell, answer, missing);
  if (fault) run.violations.add(target, caller.name, run.about, fault);
  const leaked = marksIn(answer.text, foreignMarks(run.world, target, caller.principal));
  if (leaked.length > 0) run.violations.add(target, caller.name, run.about, `tells of ${leaked.join(', ')}`);
  return missing;
}

/** What is wrong with `answer` where the table says `outcome`. */
function faultOf({ target, outcome, isHarmless }: Cell, answer: Answer): string | undefined {
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

/** How the caller is told of a thing that nobody has, and of an operation that does not exist where it is for services only. */
async function askForMissing(run: Run, { target, caller, outcome, sent }: Cell): Promise<Answer | undefined> {
  if (outcome === 'not_found') return run.ask({ ...target, name: UNKNOWN_OPERATION }, caller.principal, sent);
  const name = resourceParameter(target);
  if (name === undefined || outcome === 'unauthorized') return undefined;
  return run.ask(target, caller.principal, { ...sent, params: { ...sent.params, [name]: unusedId() } });
}

/** A thing that nobody has is missing for everyone; what the caller may not know of is answered in the same bytes. */
function faultOfMissing({ target, outcome }: Cell, answer: Answer, missing: Answer | undefined): string | undefined {
  if (!missing) return undefined;
  if (missing.code !== missingCode(target)) return `what nobody has is answered ${shortened(missing)}`;
  const alike = missing.text === answer.text || !['not_found', 'thing_not_found'].includes(outcome);
  return alike ? undefined : `differs from what nobody has: ${shortened(answer)} / ${shortened(missing)}`;
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
