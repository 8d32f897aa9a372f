import { anonymous } from '@kabinet/contract/principal';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { innOf, member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, createPerson, eventsAbout, logIn, newEmail, refusal, type Person } from './people.ts';

const INN = innOf(95_001);
const KPP = '770101001';
let portal: TestPortal;
let holding: { organization_id: string; root_id: string };
let daughter: { organization_id: string; root_id: string };
let owner: Person;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  const client = portal.client(organizationsContract, staff('administrator'));
  const { id } = await client.createCabinet({ body: { name: 'Holding', inn: INN, kpp: KPP } });
  holding = { organization_id: id, root_id: id };
  daughter = await portal.organization('Daughter', holding);
  await portal.settle();
  owner = await createPerson(portal, { memberships: [{ organization_id: id, role: 'owner' }] });
});
afterAll(() => portal.stop());

async function ask(requisites: { inn: string; kpp?: string }, email = newEmail(), comment = 'A word'): Promise<string> {
  await authClient(portal, anonymous).requestToJoin({ body: { ...requisites, email, name: 'N. Ewcomer', comment } });
  await portal.settle();
  return email;
}

function asOwner() {
  return authClient(portal, member(holding, 'owner'));
}

async function requestOf(email: string) {
  return (await asOwner().listJoinRequests({ query: { q: email } })).items[0];
}

describe('a request to join', () => {
  test('stands in the owners’ list and is mailed to each, without the stranger’s words', async () => {
    const email = await ask({ inn: INN, kpp: KPP });
    const request = await requestOf(email);
    expect(request).toMatchObject({
      cabinet: { id: holding.organization_id, name: 'Holding' },
      email,
      name: 'N. Ewcomer',
      comment: 'A word',
    });
    const notices = await portal.database.sql<{ id: string; user_id: string }>(
      'select id, user_id from auth.join_request_notice where join_request_id = $1',
      [request?.id],
    );
    expect(notices.map(({ user_id }) => user_id)).toEqual([owner.id]);
    const recipient = await authClient(portal, serviceNamed('notifications')).getMailRecipient({
      body: { kind: 'join_request', id: notices[0]?.id ?? '' },
    });
    expect(recipient).toMatchObject({ email: owner.email, organization: { name: 'Holding' }, link_token: '' });
    const mails = await portal.database.sql<{ status: string }>(`select status from notifications.mail where reference_id = $1`, [
      notices[0]?.id,
    ]);
    expect(mails).toEqual([{ status: 'kept' }]);
  });

  test('is answered alike whether or not there is such an organization, and makes nothing where there is none', async () => {
    const before = await portal.database.sql('select id from auth.join_request');
    for (const inn of [innOf(95_999), INN]) {
      expect(await refusal(authClient(portal).requestToJoin({ body: { inn, kpp: '999901001', email: newEmail(), name: 'X' } }))).toBe('ok');
    }
    await portal.settle();
    expect(await portal.database.sql('select id from auth.join_request')).toEqual(before);
  });

  test('of one person stands once, and none of who works there', async () => {
    const email = await ask({ inn: INN });
    await ask({ inn: INN, kpp: KPP }, email.toUpperCase());
    expect(await portal.database.sql('select id from auth.join_request where email = $1', [email])).toHaveLength(1);
    await ask({ inn: INN }, owner.email);
    expect(await requestOf(owner.email)).toBeUndefined();
  });

  test('accepted becomes an invitation, which proves the address; nobody is a member before', async () => {
    const email = await ask({ inn: INN });
    const request = await requestOf(email);
    const params = { id: request?.id ?? '' };
    const user = await asOwner().acceptJoinRequest({ params, body: { role: 'viewer' } });
    expect(user).toMatchObject({ email, role: 'viewer', status: 'invited' });
    expect(await refusal(asOwner().acceptJoinRequest({ params, body: { role: 'owner' } }))).toBe('join_request_not_found');
    expect(await requestOf(email)).toBeUndefined();
    expect(await eventsAbout(portal, params.id)).toEqual(['join_request.created', 'join_request.accepted']);
  });

  test('answered by two owners at once is answered once', async () => {
    const params = { id: (await requestOf(await ask({ inn: INN })))?.id ?? '' };
    const answers = await Promise.all([
      refusal(asOwner().acceptJoinRequest({ params, body: { role: 'viewer' } })),
      refusal(asOwner().declineJoinRequest({ params })),
    ]);
    expect(answers.toSorted()).toEqual(['join_request_not_found', 'ok']);
  });

  test('declined is gone, and can be made again', async () => {
    const email = await ask({ inn: INN });
    await asOwner().declineJoinRequest({ params: { id: (await requestOf(email))?.id ?? '' } });
    expect(await requestOf(email)).toBeUndefined();
    await ask({ inn: INN }, email);
    expect(await requestOf(email)).toBeDefined();
  });

  test('fills no mailbox: of many at once the rest stand in the list only', async () => {
    for (let turn = 0; turn < 10; turn++) await authClient(portal).requestToJoin({ body: { inn: INN, email: newEmail(), name: 'X' } });
    const last = await ask({ inn: INN });
    const notices = await portal.database.sql('select id from auth.join_request_notice where join_request_id = $1', [
      (await requestOf(last))?.id,
    ]);
    expect(notices).toEqual([]);
    let answer = 'ok';
    for (let turn = 0; turn < 4; turn++) {
      answer = await refusal(authClient(portal).requestToJoin({ body: { inn: INN, email: last, name: 'X' } }));
    }
    expect(answer).toMatch(/^rate_limited/);
  });
});

describe('a request to join an organization whose requisites owners of other trees have entered too', () => {
  const kpp = '770201001';
  const strangers: { organization_id: string; root_id: string }[] = [];
  beforeAll(async () => {
    for (const name of ['Stranger', 'Second stranger']) strangers.push(await portal.organization(name));
    await portal.settle();
  });

  /** Each stranger enters `inn` below their own organization. */
  async function enterEverywhere(inn: string): Promise<void> {
    for (const place of strangers) {
      const owner = portal.client(organizationsContract, member(place, 'owner'));
      await owner.createCabinet({ body: { name: 'Entered', inn, kpp, parent_id: place.organization_id } });
    }
    await portal.settle();
  }

  async function seenByStrangers(email: string) {
    const lists = strangers.map((place) => authClient(portal, member(place, 'owner')).listJoinRequests({ query: { q: email } }));
    return (await Promise.all(lists)).flatMap(({ items }) => items);
  }

  test('is shown to none of them', async () => {
    const inn = innOf(95_002);
    await enterEverywhere(inn);
    for (const requisites of [{ inn, kpp }, { inn }]) expect(await seenByStrangers(await ask(requisites))).toEqual([]);
  });

  test('reaches the owners of the one that the vendor knows', async () => {
    const inn = innOf(95_003);
    await enterEverywhere(inn);
    const buyer = { name: 'The bank', inn, kpp };
    const { organization } = await portal.client(organizationsContract, serviceNamed('licenses')).ensureCabinet({ body: buyer });
    await portal.settle();
    const bank = authClient(portal, member({ organization_id: organization.id, root_id: organization.id }, 'owner'));
    for (const requisites of [{ inn, kpp }, { inn }]) {
      const email = await ask(requisites);
      expect((await bank.listJoinRequests({ query: { q: email } })).items).toMatchObject([{ email, cabinet: { id: organization.id } }]);
      expect(await seenByStrangers(email)).toEqual([]);
    }
  });

  test('without a KPP reaches nobody where the vendor knows two of the INN', async () => {
    const inn = innOf(95_004);
    const client = portal.client(organizationsContract, staff('administrator'));
    for (const each of [kpp, '770301001']) await client.createCabinet({ body: { name: 'One of two', inn, kpp: each } });
    await portal.settle();
    const email = await ask({ inn });
    expect(await portal.database.sql('select id from auth.join_request where email = $1', [email])).toEqual([]);
    const told = await ask({ inn, kpp });
    expect(await portal.database.sql('select id from auth.join_request where email = $1', [told])).toHaveLength(1);
  });
});

describe('appointing an owner', () => {
  const reason = 'A letter of the director, 23.11.2026';
  function appoint(email: string, organizationId = daughter.organization_id) {
    const params = { id: organizationId };
    return authClient(portal, staff('account_manager')).appointOwner({ params, body: { email, name: 'O', reason } });
  }

  test('invites somebody as the owner, and keeps the reason', async () => {
    const email = newEmail();
    const user = await appoint(email);
    expect(user).toMatchObject({ email, role: 'owner', status: 'invited' });
    const [event] = await portal.database.sql<{ data: object }>(
      `select event->'data' as data from auth.outbox where event->>'type' = 'organization.owner_appointed' order by id desc limit 1`,
    );
    expect(event?.data).toEqual({ organization_id: daughter.organization_id, user_id: null, invitation_id: user.id, reason });
  });

  test('raises a member at once', async () => {
    const person = await createPerson(portal, { memberships: [{ organization_id: daughter.organization_id, role: 'viewer' }] });
    expect(await appoint(person.email.toUpperCase())).toMatchObject({ id: person.id, role: 'owner', status: 'active' });
    expect((await logIn(portal, person)).principal.memberships).toMatchObject([{ role: 'owner' }]);
  });

  test('is for staff, not for owners', async () => {
    const params = { id: holding.organization_id };
    expect(await refusal(asOwner().appointOwner({ params, body: { email: newEmail(), name: 'O', reason } }))).toBe('forbidden');
  });
});
