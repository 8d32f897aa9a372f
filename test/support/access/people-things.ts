import { anonymous, type Principal, type UserPrincipal } from '@kabinet/contract/principal';
import type { CustomerRole, StaffRole } from '@kabinet/contracts/access';
import { authContract } from '@kabinet/contracts/auth';
import { serviceNamed, staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import type { Builder, Organization } from './kinds.ts';
import { domainOf, nextNumber } from './new-things.ts';

export const PASSWORD = 'an access test passphrase';

export async function createToken(builder: Builder, organization: Organization): Promise<string> {
  const name = `Токен ${nextNumber()}`;
  const body = { name, scopes: ['licenses:read' as const], cabinet_id: organization.id };
  const { id, token } = await builder.portal.client(authContract, staff('administrator')).createToken({ body });
  organization.words.push(name);
  organization.secret ||= token;
  return id;
}

export async function invite(builder: Builder, organization: Organization): Promise<string> {
  const email = `invited-${nextNumber()}@${domainOf(organization.key)}`;
  const body = { email, name: `Приглашённый ${nextNumber()}`, role: 'viewer' as const };
  const { id } = await builder.portal
    .client(authContract, staff('account_manager'))
    .inviteCabinetUser({ params: { id: organization.id }, body });
  organization.words.push(email, body.name);
  return id;
}

export async function askToJoin(builder: Builder, organization: Organization): Promise<string> {
  const email = await sendJoinRequest(builder, organization);
  await builder.portal.settle();
  const { items } = await builder.portal.client(authContract, staff('administrator')).listJoinRequests({ query: { q: email } });
  const [request] = items;
  if (!request) throw new Error(`nobody keeps the request of ${email}`);
  return request.id;
}

/** Somebody asks to be let in; a job makes the request of it, whose id nobody is told. */
export async function sendJoinRequest({ portal }: Builder, { key, inn, kpp, words }: Organization): Promise<string> {
  const email = `asking-${nextNumber()}@${domainOf(key)}`;
  const name = `Просящий ${nextNumber()}`;
  await portal.client(authContract, anonymous).requestToJoin({ body: { inn, kpp, email, name } });
  words.push(email, name);
  return email;
}

export interface NewAccount {
  readonly name: string;
  readonly organization?: Organization;
  readonly role?: CustomerRole;
  readonly staff_role?: string;
}

export function emailOf(name: string): string {
  return `${name.replace('@', '.')}@people.example`;
}

export function nameOf(name: string): string {
  return `Имярек (${name})`;
}

export async function createGuest(builder: Builder): Promise<string> {
  return (await createAccount(builder, { name: `guest-${nextNumber()}` })).id;
}

/** Somebody who can log in with `PASSWORD`; owners are logged in already. */
export async function createAccount(builder: Builder, { name, organization, role, staff_role }: NewAccount): Promise<UserPrincipal> {
  const email = emailOf(name);
  const granted = organization && role ? [{ organization, role }] : [];
  const auth = (principal: Principal) => builder.portal.client(authContract, principal);
  const { id } = await auth(serviceNamed('test')).createUser({
    body: {
      email,
      name: nameOf(name),
      password: PASSWORD,
      staff_roles: staff_role === undefined ? [] : [staff_role as StaffRole],
      memberships: granted.map((grant) => ({ organization_id: grant.organization.id, role: grant.role })),
    },
  });
  const memberships = granted.map((grant) => ({
    organization_id: grant.organization.id,
    root_id: grant.organization.root_id,
    role: grant.role,
    disabled: [],
  }));
  // A login costs a hash; one session in each organization is enough.
  const session_id = role === 'owner' || staff_role === 'administrator' ? await logIn(builder, email, id) : randomUUIDv7();
  organization?.things.person.push(id);
  organization?.things.user.push(id);
  if (role === 'owner') organization?.things.session.push(session_id);
  organization?.words.push(email, nameOf(name));
  return { kind: 'user', id, session_id, memberships, staff_roles: staff_role === undefined ? [] : [staff_role] };
}

async function logIn(builder: Builder, email: string, id: string): Promise<string> {
  await builder.portal.client(authContract, anonymous).createJwt({ body: { email, password: PASSWORD } });
  const principal: Principal = { kind: 'user', id, session_id: randomUUIDv7(), memberships: [], staff_roles: [] };
  const { items } = await builder.portal.client(authContract, principal).listSessions({});
  const [session] = items;
  if (!session) throw new Error(`${email} logged in, yet has no session`);
  return session.id;
}
