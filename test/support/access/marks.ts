import type { Principal } from '@kabinet/contract/principal';
import type { Target } from './answers.ts';
import { whereHeld } from './rights.ts';
import type { Kind, Organization } from './kinds.ts';
import { emailOf, nameOf } from './people-things.ts';
import type { World } from './world.ts';

/** Things of an organization whose ids nobody outside of it may read; products are everybody's. */
const PRIVATE: readonly Kind[] = [
  'cabinet',
  'license',
  'certificate',
  'purchase',
  'token',
  'person',
  'invitation',
  'join_request',
  'session',
  'mail',
  'transfer',
  'outgoing_transfer',
  'webhook',
  'webhook_delivery',
  'issue',
  'comment',
  'attachment',
  'attachment_upload',
];

/** What names an organization or anything of its own. */
function marksOf({ things, words }: Organization): string[] {
  return [...PRIVATE.flatMap((kind) => things[kind]), ...words];
}

/** The organizations about which `principal` may learn nothing from this operation. */
export function foreignOrganizations(world: World, { operation: { access } }: Target, principal: Principal): Organization[] {
  const all = Object.values(world.organizations);
  const held = access.kind === 'permission' ? whereHeld(world, principal, access.permission) : ownOrganizations(world, principal);
  return held === 'everywhere' ? [] : all.filter(({ id }) => !held.has(id));
}

function ownOrganizations(world: World, principal: Principal): 'everywhere' | ReadonlySet<string> {
  switch (principal.kind) {
    case 'service':
      return 'everywhere';
    case 'user':
      // All staff see all clients.
      if (principal.staff_roles.length > 0) return 'everywhere';
      return new Set(principal.memberships.flatMap(({ organization_id }) => [...world.below(organization_id)]));
    default:
      return new Set();
  }
}

/** Everything that an answer of this operation to `principal` must not contain. */
export function foreignMarks(world: World, target: Target, principal: Principal): string[] {
  const own = principal.kind === 'user' ? ownMarks(world, principal.id) : new Set<string>();
  return foreignOrganizations(world, target, principal)
    .flatMap(marksOf)
    .filter((mark) => !own.has(mark));
}

/** Everybody may read who they are themselves. */
function ownMarks(world: World, id: string): ReadonlySet<string> {
  const [name] = [...world.people].find(([, person]) => person.id === id) ?? [];
  const person = name === undefined ? undefined : world.people.get(name);
  return new Set(person && name !== undefined ? [person.id, person.session_id, nameOf(name), emailOf(name)] : []);
}

/** Which of `marks` the text contains. */
export function marksIn(text: string, marks: readonly string[]): string[] {
  return marks.filter((mark) => text.includes(mark));
}
