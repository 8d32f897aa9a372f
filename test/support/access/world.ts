import type { UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { staff } from 'kabinet-program/testing';
import { orderReport } from './report-things.ts';
import { customerRoles, staffRoles } from './roles.ts';
import type { Builder, Organization } from './kinds.ts';
import { listMails, tellOwner } from './notification-things.ts';
import { createAccount } from './people-things.ts';
import { createOrganization, createThing, fill, readManual } from './things.ts';
import type { TestedPortal } from '../portal/tested-portal.ts';

/**
 * A holding of three levels with two daughters, and a stranger's tree: every relation between two organizations occurs.
 * Seen from `daughter`: `holding` is its parent, `granddaughter` its child, `sister` its sibling, `stranger` a stranger.
 */
const TREE = [
  { key: 'holding', parent: undefined, name: 'Вертикаль-Холдинг' },
  { key: 'daughter', parent: 'holding', name: 'Дочерний Перекат' },
  { key: 'granddaughter', parent: 'daughter', name: 'Внучатый Плёс' },
  { key: 'sister', parent: 'holding', name: 'Сестринский Брод' },
  { key: 'stranger', parent: undefined, name: 'Посторонний Утёс' },
  { key: 'stranger_daughter', parent: 'stranger', name: 'Чужедальний Створ' },
] as const;

export type OrganizationKey = (typeof TREE)[number]['key'];

export interface World {
  readonly organizations: Readonly<Record<OrganizationKey, Organization>>;
  /** People with an account: `owner@daughter`, `auditor`, and `nobody`, who is in no organization. */
  readonly people: ReadonlyMap<string, UserPrincipal>;
  readonly builder: Builder;
  /** Who made a thing makes no difference, as to the second wall. */
  readonly ignoresAuthors?: true;
  /** The ids of an organization and all below it. */
  below(id: string): ReadonlySet<string>;
}

/** Builds the world through the operations that people and the ERP use. */
export async function buildWorld(portal: TestedPortal): Promise<World> {
  const builder: Builder = { portal, products: new Map() };
  const organizations = {} as Record<OrganizationKey, Organization>;
  for (const { key, parent, name } of TREE) {
    organizations[key] = await createOrganization(builder, key, name, parent === undefined ? undefined : organizations[parent]);
  }
  await portal.settle();
  const [people] = await Promise.all([createPeople(builder, organizations), fillAll(builder, Object.values(organizations))]);
  await portal.settle();
  await findMails(builder, Object.values(organizations));
  await findJoinRequests(builder, Object.values(organizations));
  for (const organization of Object.values(organizations)) {
    const owner = people.get(`owner@${organization.key}`);
    if (owner) organization.things.notification.push(await tellOwner(builder, organization, owner));
    if (owner) await orderReport(portal, owner, organization.id);
    if (owner) await readManual(builder, organization, owner);
    organization.things.announcement.push(await createThing(builder, 'announcement', organization));
  }
  return { organizations, people, builder, below: (id) => idsBelow(Object.values(organizations), id) };
}

async function fillAll(builder: Builder, organizations: readonly Organization[]): Promise<void> {
  for (const organization of organizations) await fill(builder, organization);
}

/** Mails are made by what happens: they tell of the invitations. */
async function findMails(builder: Builder, organizations: readonly Organization[]): Promise<void> {
  for (const { id, reference_id } of await listMails(builder)) {
    organizations.find(({ things }) => things.invitation.includes(reference_id))?.things.mail.push(id);
  }
}

async function findJoinRequests({ portal }: Builder, organizations: readonly Organization[]): Promise<void> {
  const { items } = await portal.client(authContract, staff('administrator')).listJoinRequests({ query: { limit: 200 } });
  for (const { id, cabinet } of items) organizations.find((organization) => organization.id === cabinet.id)?.things.join_request.push(id);
}

async function createPeople(builder: Builder, organizations: Record<OrganizationKey, Organization>): Promise<Map<string, UserPrincipal>> {
  const accounts = [
    ...Object.values(organizations).flatMap((organization) =>
      customerRoles.map((role) => ({ name: `${role}@${organization.key}`, organization, role })),
    ),
    ...[...staffRoles, 'administrator-2'].map((name) => ({ name, staff_role: name.replace('-2', '') })),
    { name: 'nobody' },
    { name: 'several' },
  ];
  const people = await Promise.all(accounts.map(async (account) => [account.name, await createAccount(builder, account)] as const));
  return new Map(people);
}

function idsBelow(organizations: readonly Organization[], id: string): ReadonlySet<string> {
  const ids = new Set([id]);
  // Parents stand before their children.
  for (const organization of organizations) if (organization.parent !== null && ids.has(organization.parent)) ids.add(organization.id);
  return ids;
}

/** The same world as the second wall sees it: rights in one organization reach its whole tree. */
export function wholeTrees(world: World): World {
  const all = Object.values(world.organizations);
  const rootOf = (id: string) => all.find((organization) => organization.id === id)?.root_id;
  return {
    ...world,
    ignoresAuthors: true,
    below: (id) => new Set(all.filter(({ root_id }) => root_id === rootOf(id)).map((organization) => organization.id)),
  };
}
