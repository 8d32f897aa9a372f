import { principalKey, type Principal } from '@kabinet/contract/principal';
import type { Session } from '@kabinet/database';
import { member, startPortal, type TestPortal } from 'kabinet-program/testing';
import { sql } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from '../src/tables.ts';
import { authClient, createPerson, logIn, newEmail, type LoggedIn } from './people.ts';

/*
 * The second wall of auth by itself: what the role of people and their machines reaches with queries that forgot to narrow
 * themselves.
 */

type Cabinet = { organization_id: string; root_id: string };
/** What one organization has of each kind. */
interface Things {
  readonly cabinet: Cabinet;
  readonly person: LoggedIn;
  readonly invitation: string;
  readonly token: string;
}

const DENIED = { code: '42501' };
let portal: TestPortal;
let own: Things;
let foreign: Things;
beforeAll(async () => {
  portal = await startPortal();
  own = await fill(await portal.organization('Own'));
  foreign = await fill(await portal.organization('Foreign'));
});
afterAll(() => portal.stop());

async function fill(cabinet: Cabinet): Promise<Things> {
  await portal.settle();
  const person = await createPerson(portal, { memberships: [{ organization_id: cabinet.organization_id, role: 'owner' }] });
  const login = await logIn(portal, person);
  const client = authClient(portal, login.principal);
  const body = { email: newEmail(), name: 'Invited', role: 'viewer' as const };
  const invitation = await client.inviteCabinetUser({ params: { id: cabinet.organization_id }, body });
  const token = await client.createToken({ body: { name: 'Token', scopes: ['licenses:read'], cabinet_id: cabinet.organization_id } });
  return { cabinet, person: login, invitation: invitation.id, token: token.id };
}

/** The session that a call of `principal` has, told of these trees. */
function sessionOf(principal: Principal, roots: readonly string[]): Session {
  return portal.service('auth').database.tenant({ roots, principal: principalKey(principal), deadline: Date.now() + 30_000 });
}

/** The owner of the own tree, as a call of theirs sees the database. */
function owner(): Session {
  return sessionOf(own.person.principal, [own.cabinet.root_id]);
}

/** A session told of the own tree, of another owner of it. */
function colleague(): Session {
  return sessionOf(member(own.cabinet, 'owner'), [own.cabinet.root_id]);
}

const tables = ['membership', 'invitation', 'machine_token', 'app_user', 'session'] as const;

/** The ids of all rows that the session can see: the first wall is missing. */
async function idsIn(session: Session, table: (typeof tables)[number]): Promise<string[]> {
  return (await session.rows(query.selectFrom(table).select('id'))).map(({ id }) => id);
}

async function membershipOf({ principal }: LoggedIn): Promise<string> {
  const rows = await portal.database.sql<{ id: string }>('select id from auth.membership where user_id = $1', [principal.id]);
  return rows[0]?.id ?? '';
}

async function idOf(table: (typeof tables)[number], { person, invitation, token }: Things): Promise<string> {
  const ids = { invitation, machine_token: token, app_user: person.principal.id, session: person.sessionId };
  return table === 'membership' ? membershipOf(person) : ids[table];
}

describe('a query without the first wall', () => {
  test.each(tables)('reaches the own tree’s rows of %s and no other', async (table) => {
    const ids = await idsIn(owner(), table);
    expect(ids).toContain(await idOf(table, own));
    expect(ids).not.toContain(await idOf(table, foreign));
  });

  test.each(tables)('would reach every tree’s rows of %s without the second wall either', async (table) => {
    await portal.database.sql(`create policy broken on auth.${table} for select to auth using (true)`);
    try {
      expect(await idsIn(owner(), table)).toContain(await idOf(table, foreign));
    } finally {
      await portal.database.sql(`drop policy broken on auth.${table}`);
    }
  });

  test('changes and deletes nothing of another tree', async () => {
    const { organization_id, root_id } = foreign.cabinet;
    const session = owner();
    for (const table of ['membership', 'invitation'] as const) {
      const change = query.updateTable(table).set({ role: 'viewer' }).where('organization_id', '=', organization_id);
      expect(await session.execute(change), table).toBe(0);
    }
    expect(await session.execute(query.deleteFrom('membership').where('organization_id', '=', organization_id))).toBe(0);
    const revoke = query.updateTable('machine_token').set({ revoked_at: new Date().toISOString() });
    expect(await session.execute(revoke.where('id', '=', foreign.token))).toBe(0);
    const end = query.updateTable('session').set({ ended_at: new Date().toISOString() });
    expect(await session.execute(end.where('id', '=', foreign.person.sessionId))).toBe(0);
    const rename = query.updateTable('app_user').set({ name: 'X' });
    expect(await session.execute(rename.where('id', '=', foreign.person.principal.id))).toBe(0);
    const token = { organization_id, root_id, name: 'X', scopes: [], created_by: 'user:x', created_at: new Date().toISOString() };
    const insert = query.insertInto('machine_token').values({ ...token, id: randomUUIDv7(), token_hash: Buffer.from('x') });
    await expect(session.execute(insert)).rejects.toMatchObject(DENIED);
  });
});

describe('what is a person’s own', () => {
  test('is readable whatever trees the call came with', async () => {
    const session = sessionOf(own.person.principal, []);
    expect(await idsIn(session, 'membership')).toEqual([await membershipOf(own.person)]);
    expect(await idsIn(session, 'app_user')).toEqual([own.person.principal.id]);
    expect(await idsIn(session, 'session')).toEqual([own.person.sessionId]);
    const names = await session.rows(query.selectFrom('organization_node').select('name'));
    expect(names).toEqual([{ name: 'Own' }]);
    expect(await idsIn(session, 'invitation')).toEqual([]);
    expect(await idsIn(session, 'machine_token')).toEqual([]);
  });

  test('is changed within the person’s trees only', async () => {
    const session = sessionOf(own.person.principal, []);
    expect(await session.execute(query.updateTable('membership').set({ role: 'viewer' }))).toBe(0);
  });

  test('is not a colleague’s: sessions belong to one person', async () => {
    expect(await idsIn(colleague(), 'membership')).toEqual([await membershipOf(own.person)]);
    expect(await idsIn(colleague(), 'session')).toEqual([]);
  });

  test('is answered by getMe although the gateway remembers no memberships', async () => {
    const me = await authClient(portal, { ...own.person.principal, memberships: [] }).getMe({});
    expect(me.memberships).toMatchObject([{ cabinet: { name: 'Own' }, role: 'owner' }]);
  });
});

describe('the role of people and their machines', () => {
  test.each([
    'select password_hash from app_user',
    'select token_hash from invitation',
    'select token_hash from machine_token',
    'select 1 from refresh_token',
    'select 1 from password_reset',
    'select 1 from signing_key',
    'select 1 from attempt_counter',
    'select 1 from second_factor',
    'select 1 from recovery_code',
    'select 1 from login_challenge',
    'select 1 from viewing',
    'select 1 from email_change',
    'select 1 from join_request_notice',
  ])('cannot %s', async (text) => {
    await expect(owner().rows(sql.raw(text).compile(query))).rejects.toMatchObject(DENIED);
  });

  test.each([
    `update app_user set staff_roles = '{administrator}'`,
    `update app_user set status = 'active'`,
    `update app_user set email = 'x'`,
    `update app_user set password_hash = 'x'`,
    `update session set user_id = id`,
    `update membership set organization_id = organization_id`,
    `update invitation set token_hash = 'x'`,
    `update machine_token set scopes = '{}'`,
    `insert into membership (id, user_id, organization_id, root_id, role, created_at, updated_at)
      select id, user_id, organization_id, root_id, role, now(), now() from membership`,
    `delete from machine_token`,
    `delete from app_user`,
  ])('cannot %s', async (text) => {
    await expect(owner().execute(sql.raw(text).compile(query))).rejects.toMatchObject(DENIED);
  });
});
