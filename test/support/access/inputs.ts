import { randomUUIDv7 } from 'node:crypto';
import type { Sent, Target } from './answers.ts';
import { kindAt, recipeFor } from './recipes.ts';
import type { Organization } from './kinds.ts';

/** Nothing in the world has it. */
export function unusedId(): string {
  return randomUUIDv7();
}

/** A call that the operation takes, about things of `organization`; `thing` in place of the resource's own. */
export function inputFor(target: Target, organization: Organization, thing?: string): Sent {
  const { operation } = target;
  const recipe = recipeFor(target);
  const names = Object.keys(operation.params?.properties ?? {});
  const resource = resourceParameter(target);
  const params = names.map((name) => [
    name,
    (name === resource ? thing : undefined) ?? recipe.params?.[name] ?? thingAt(target, name, organization),
  ]);
  return {
    ...(names.length > 0 ? { params: Object.fromEntries(params) as Record<string, string> } : {}),
    ...(recipe.body ? { body: recipe.body(organization) } : {}),
    ...(operation.dry_run ? { query: { dry_run: 'true' } } : {}),
    ...(operation.if_match ? { ifMatch: '*' } : {}),
    ...(operation.idempotency === 'required' ? { idempotencyKey: randomUUIDv7() } : {}),
  };
}

/** The path parameter whose thing decides between 404, 403 and going on. */
export function resourceParameter({ operation: { access } }: Target): string | undefined {
  return access.kind === 'permission' ? access.resource?.param : undefined;
}

function thingAt(target: Target, name: string, organization: Organization): string {
  const kind = kindAt(target, `params.${name}`);
  const [thing] = kind ? organization.things[kind] : [];
  if (thing === undefined) {
    throw new Error(`${organization.key} has nothing for {${name}} of ${target.service}.${target.name}: give it one in things.ts`);
  }
  return thing;
}

/** The same call with a parameter that no operation has: refused, but not before the caller's rights are. */
export function harmless(sent: Sent): Sent {
  return { ...sent, query: { ...sent.query, no_such_parameter: '1' } };
}
