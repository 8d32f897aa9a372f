import type { CallOrigin } from '@kabinet/contract/client';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { innOf, member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, createPerson, eventsAbout, logIn, newEmail, pass, refusal, type Person } from './people.ts';

let portal: TestPortal;
let cabinet: { organization_id: string; root_id: string };
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  cabinet = await portal.organization('Horns');
  await portal.settle();
});
afterAll(() => portal.stop());

const PASSWORD = 'a passphrase of the invited';
const DAY_S = 86_400;

function owner(origin: Partial<CallOrigin> = {}) {
  return authClient(portal, member(cabinet, 'owner'), origin);
}

async function invite(email: string, facts: { name?: string } = {}) {
  const body = { email, name: facts.name ?? 'Invited', role: 'viewer' as const };
  return owner().inviteCabinetUser({ params: { id: cabinet.organization_id }, body });
}

function recipient(id: string, kind: 'invitation' | 'password_reset' = 'invitation') {
  return authClient(portal, serviceNamed('notifications')).getMailRecipient({ body: { kind, id } });
}

function accept(token: string, password = PASSWORD) {
  return authClient(portal).acceptInvitation({ body: { token, password } });
}

describe('the contact of a first purchase', () => {
  test('is invited as the owner once, accepts, and is one', async () => {
    const email = newEmail();
    const buyer = { inn: innOf(91_001), kpp: '770101001', name: 'Buyer', contact: { email, name: 'Б. Б. Борисов' } };
    const { organization } = await portal.client(organizationsContract, serviceNamed('licenses')).ensureCabinet({ body: buyer });
    await portal.settle();
    const invitations = await portal.database.sql<{ id: string; role: string }>(
      'select id, role from auth.invitation where organization_id = $1',
      [organization.id],
    );
    expect(invitations).toEqual([{ id: expect.any(String), role: 'owner' }]);
    const id = invitations[0]?.id ?? '';
    expect(await eventsAbout(portal, id)).toEqual(['invitation.created']);
    const mail = await recipient(id);
    expect(mail).toMatchObject({
      email,
      name: 'Б. Б. Борисов',
      locale: 'ru',
      role: 'owner',
      organization: { id: organization.id, name: 'Buyer' },
    });
    expect(await authClient(portal).readInvitation({ body: { token: mail.link_token } })).toMatchObject({
      email,
      account: 'new',
      cabinet: { name: 'Buyer' },
    });
    expect(await accept(mail.link_token)).toMatchObject({ email, role: 'owner' });
    const { principal } = await logIn(portal, { id: '', email, password: PASSWORD });
    expect(principal.memberships).toEqual([{ organization_id: organization.id, root_id: organization.id, role: 'owner', disabled: [] }]);
    const me = await authClient(portal, principal).getMe({});
    expect(me).toMatchObject({ name: 'Б. Б. Борисов', memberships: [{ cabinet: { name: 'Buyer' }, role: 'owner' }] });
    expect(me.permissions).toContain('people.manage');
  });

  test('is not invited again when the event comes again', async () => {
    const email = newEmail();
    const buyer = { inn: innOf(91_002), kpp: '770101001', name: 'Again', contact: { email, name: 'X' } };
    const { organization } = await portal.client(organizationsContract, serviceNamed('licenses')).ensureCabinet({ body: buyer });
    await portal.settle();
    await portal.database.sql(`update auth.inbox set processed_at = null where event->>'subject' = $1`, [organization.id]);
    await portal.database.sql('update auth.invitation set closed_at = now() where organization_id = $1', [organization.id]);
    await portal.settle();
    expect(await portal.database.sql('select id from auth.invitation where organization_id = $1', [organization.id])).toHaveLength(1);
  });
});

describe('inviting', () => {
  let elsewhere: Person;
  beforeAll(async () => {
    const other = await portal.organization('Elsewhere');
    elsewhere = await createPerson(portal, { memberships: [{ ...other, role: 'owner' }] });
  });

  test('tells nothing of an account elsewhere', async () => {
    const [known, unknown] = [await invite(elsewhere.email, { name: 'Typed' }), await invite(newEmail(), { name: 'Typed' })];
    const shape = ({ id: _id, email: _email, ...rest }: typeof known) => rest;
    expect(shape(known)).toEqual(shape(unknown));
    expect(known).toMatchObject({ name: 'Typed', status: 'invited' });
    expect(known.id).not.toBe(elsewhere.id);
    const { items } = await owner().listCabinetUsers({ params: { id: cabinet.organization_id }, query: { q: elsewhere.email } });
    expect(items).toEqual([known]);
  });

  test('is accepted by the password of who has an account, not by the link alone', async () => {
    const { id } = await invite(elsewhere.email);
    const { link_token: token } = await recipient(id);
    expect(await authClient(portal).readInvitation({ body: { token } })).toMatchObject({ account: 'existing' });
    expect(await refusal(accept(token, 'not the password'))).toBe('invalid_credentials');
    await accept(token, elsewhere.password);
    const { principal } = await logIn(portal, elsewhere);
    expect(principal.memberships).toHaveLength(2);
    expect(await refusal(invite(elsewhere.email))).toBe('cabinet_user_exists');
  });

  test('again replaces the earlier link', async () => {
    const email = newEmail();
    const first = await recipient((await invite(email)).id);
    const second = await recipient((await invite(email)).id);
    expect(await refusal(accept(first.link_token))).toBe('invalid_link');
    expect(await refusal(accept(second.link_token))).toBe('ok');
    expect(await refusal(accept(second.link_token))).toBe('invalid_link');
  });

  test('accepted twice at once makes one member', async () => {
    const { link_token: token } = await recipient((await invite(newEmail())).id);
    const answers = await Promise.all([refusal(accept(token)), refusal(accept(token))]);
    expect(answers.toSorted()).toEqual(['invalid_link', 'ok']);
  });

  test('the same address at once makes one open invitation', async () => {
    const email = newEmail();
    const answers = await Promise.all([refusal(invite(email)), refusal(invite(email))]);
    expect(answers).toContain('ok');
    const open = await portal.database.sql('select id from auth.invitation where email = $1 and closed_at is null', [email]);
    expect(open).toHaveLength(1);
  });

  test('one address again and again has to wait', async () => {
    const email = newEmail();
    for (let turn = 0; turn < 3; turn++) await invite(email);
    expect(await refusal(invite(email))).toBe('rate_limited 1');
  });

  test('goes on being the same link however often the mail is composed, until it expires', async () => {
    const { id } = await invite(newEmail());
    const { link_token: token } = await recipient(id);
    expect((await recipient(id)).link_token).toBe(token);
    pass(portal, 14 * DAY_S);
    expect(await refusal(recipient(id))).toBe('mail_recipient_not_found');
    expect(await refusal(accept(token))).toBe('invalid_link');
  });

  test('asks a new person for a good password', async () => {
    const { link_token: token } = await recipient((await invite(newEmail())).id);
    await expect(accept(token, 'short')).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [{ pointer: '/password', code: 'too_short' }],
    });
    await expect(accept(token, 'qwertyuiop123')).rejects.toMatchObject({ errors: [{ code: 'common_password' }] });
  });

  test('a link is not good for another purpose', async () => {
    const { link_token: token } = await recipient((await invite(newEmail())).id);
    const confirm = authClient(portal).confirmPasswordReset({ body: { token: token.replace('kbi_', 'kbp_'), password: PASSWORD } });
    expect(await refusal(confirm)).toBe('invalid_link');
  });

  test('by staff works for any cabinet, and events tell neither addresses nor links', async () => {
    const email = newEmail();
    const body = { email, name: 'Секретное имя', role: 'owner' as const };
    const { id } = await authClient(portal, staff('account_manager')).inviteCabinetUser({ params: { id: cabinet.organization_id }, body });
    const { link_token: token } = await recipient(id);
    await accept(token);
    const [row] = await portal.database.sql<{ text: string }>(`select string_agg(event::text, ' ') as text from auth.outbox`);
    for (const secret of [email, 'Секретное имя', token, token.slice(4), '@example.ru', PASSWORD, '$argon2']) {
      expect(row?.text).not.toContain(secret);
    }
  });
});

describe('sending again', () => {
  async function resend(id: string, cabinetId = cabinet.organization_id) {
    return owner().resendInvitation({ params: { id: cabinetId, user_id: id } });
  }

  test('makes the earlier link void and keeps what was granted', async () => {
    const first = await invite(newEmail());
    const { link_token: before } = await recipient(first.id);
    const second = await resend(first.id);
    expect(second).toMatchObject({ email: first.email, name: first.name, role: first.role, status: 'invited' });
    expect(second.id).not.toBe(first.id);
    expect(await refusal(accept(before))).toBe('invalid_link');
    expect(await refusal(accept((await recipient(second.id)).link_token))).toBe('ok');
    expect(await refusal(resend(second.id))).toBe('cabinet_user_not_found');
  });

  test('revives one that expired, which can be withdrawn too', async () => {
    const [first, other] = [await invite(newEmail()), await invite(newEmail())];
    pass(portal, 14 * DAY_S);
    const { items } = await owner().listCabinetUsers({ params: { id: cabinet.organization_id }, query: { q: first.email } });
    expect(items).toMatchObject([{ id: first.id, status: 'expired', expires_at: expect.any(String) }]);
    expect(await refusal(accept((await recipient((await resend(first.id)).id)).link_token))).toBe('ok');
    const params = { id: cabinet.organization_id, user_id: other.id };
    expect(await refusal(owner().removeCabinetUser({ params }))).toBe('ok');
    expect(await refusal(owner().resendInvitation({ params }))).toBe('cabinet_user_not_found');
  });

  test('is not for who is a member, and one mailbox is not filled', async () => {
    const person = await createPerson(portal, { memberships: [{ organization_id: cabinet.organization_id, role: 'viewer' }] });
    expect(await refusal(resend(person.id))).toBe('cabinet_user_exists');
    let id = (await invite(newEmail())).id;
    for (let turn = 0; turn < 2; turn++) ({ id } = await resend(id));
    expect(await refusal(resend(id))).toBe('rate_limited 1');
  });
});
