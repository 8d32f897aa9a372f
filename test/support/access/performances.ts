import { inParallel, titleOf, type Ask, type Sent, type Target } from './answers.ts';
import { callersOf, personOf, type Caller } from './callers.ts';
import { inputFor, resourceParameter } from './inputs.ts';
import { missingCode } from './matrix.ts';
import { kindAt, recipeFor } from './recipes.ts';
import { outcomeFor } from './rights.ts';
import { VENDORS_OWN } from './kinds.ts';
import { createThing } from './things.ts';
import { shortened, Violations, type Violation } from './violations.ts';
import type { World } from './world.ts';
import { serviceNamed } from 'kabinet-program/testing';

/**
 * Every operation that changes something, done in earnest on things made for it by one caller of each kind that may. Where
 * an Idempotency-Key is taken, each of them uses the same one: a key belongs to who used it, and says nothing to others.
 */
export async function performanceViolations(ask: Ask, world: World, targets: readonly Target[]): Promise<Violation[]> {
  const violations = new Violations();
  const changing = targets.filter(({ operation: { method, access } }) => method !== 'GET' || access.kind === 'services');
  await inParallel(changing, 4, (target) => performInTurn(ask, world, violations, target));
  return violations.found;
}

async function performInTurn(ask: Ask, world: World, violations: Violations, target: Target): Promise<void> {
  const { operation } = target;
  const sent = await disposableInput(world, target);
  const key = operation.method === 'POST' && operation.idempotency !== 'none' ? { idempotencyKey: `access-${titleOf(target)}` } : {};
  const told = new Map<string, string>();
  for (const caller of performers(world, target)) {
    const answer = await ask(target, caller.principal, { ...sent, ...key });
    const refusals = ['unauthorized', 'forbidden', 'not_found', 'internal_error', 'idempotency_key_reused'];
    const consumed = operation.method === 'DELETE' || recipeFor(target).consumes === true;
    const gone = answer.code === missingCode(target) && !consumed;
    if (refusals.includes(answer.code) || gone) {
      violations.add(target, caller.name, 'in earnest', `is allowed, yet was told ${shortened(answer)}`);
    }
    const before = told.get(answer.text);
    const telling = 'idempotencyKey' in key && recipeFor(target).settles !== true;
    if (before !== undefined && answer.code === 'ok' && telling && caller.principal.kind !== 'service') {
      violations.add(target, caller.name, 'idempotency key', `got the answer that ${before} was given`);
    }
    told.set(answer.text, caller.name);
  }
}

/** The things that the call names are made for it alone. */
async function disposableInput(world: World, target: Target): Promise<Sent> {
  const { daughter } = world.organizations;
  const name = resourceParameter(target);
  const kind = name === undefined ? undefined : kindAt(target, `params.${name}`);
  return inputFor(target, daughter, kind && (await createThing(world.builder, kind, daughter)));
}

/** The first caller of each kind that may: a customer, another customer, staff, a token of the vendor, one of an organization, a service. */
function performers(world: World, target: Target): Caller[] {
  const callers = [
    ...callersOf(world),
    { name: 'administrator-2', principal: personOf(world, 'administrator-2') },
    { name: 'a service', principal: serviceNamed('test') },
  ];
  const kind = resourceParameter(target) === undefined ? undefined : kindAt(target, `params.${resourceParameter(target)}`);
  const organization = kind && VENDORS_OWN.has(kind) ? null : world.organizations.daughter.id;
  const allowed = callers.filter(({ principal }) => outcomeFor(world, target, principal, organization) === 'allowed');
  const staff = allowed.filter(({ principal }) => principal.kind === 'user' && principal.staff_roles.length > 0);
  const customers = allowed.filter(({ principal }) => principal.kind === 'user' && principal.staff_roles.length === 0);
  const machines = allowed.filter(({ principal }) => principal.kind === 'machine');
  const others = target.operation.access.kind === 'services' ? allowed.filter(({ principal }) => principal.kind === 'service') : [];
  return [...customers.slice(0, 2), ...staff.slice(0, 1), ...staff.slice(-1), ...machines.slice(0, 2), ...others];
}
