import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, createPerson, newEmail, pass, refusal } from './people.ts';

let portal: TestPortal;
let cabinet: { organization_id: string; root_id: string };
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  cabinet = await portal.organization('Importing');
  await portal.settle();
});
afterAll(() => portal.stop());

const HEADER = 'email;name;role';

function owner() {
  return authClient(portal, member(cabinet, 'owner'));
}

function imported(rows: readonly string[], { dryRun = false, key }: { dryRun?: boolean; key?: string } = {}, client = owner()) {
  const input = { params: { id: cabinet.organization_id }, query: { dry_run: dryRun }, body: { csv: [HEADER, ...rows].join('\n') } };
  return client.importCabinetUsers(input, key === undefined ? {} : { idempotencyKey: key });
}

async function invitationsOf(emails: readonly string[]) {
  return portal.database.sql<{ id: string; email: string; role: string; closed_at: string | null }>(
    'select id, email, role, closed_at from auth.invitation where email = any($1) order by created_at, id',
    [emails],
  );
}

describe('an import of people', () => {
  test('invites everybody, each with a mail', async () => {
    const emails = [newEmail(), newEmail()];
    const { dry_run, rows, errors } = await imported([`${emails[0]};Анна;owner`, `${emails[1]?.toUpperCase()};Борис;Наблюдатель`]);
    expect({ dry_run, errors }).toEqual({ dry_run: false, errors: [] });
    const invitations = new Map((await invitationsOf(emails)).map(({ id, email }) => [email, id]));
    expect(rows).toEqual([
      { row: 2, email: emails[0], name: 'Анна', role: 'owner', outcome: 'invite', id: invitations.get(emails[0] ?? '') },
      { row: 3, email: emails[1], name: 'Борис', role: 'viewer', outcome: 'invite', id: invitations.get(emails[1] ?? '') },
    ]);
    await portal.settle();
    const mails = await portal.database.sql('select id from notifications.mail where reference_id = any($1)', [[...invitations.values()]]);
    expect(mails).toHaveLength(2);
  });

  test('tried out changes nothing, and tells of every fault by row, column, code and words', async () => {
    const email = newEmail();
    const { rows, errors } = await imported([`${email};Анна;viewer`, 'nobody;;boss', ';Борис;viewer'], { dryRun: true });
    expect(rows).toEqual([{ row: 2, email, name: 'Анна', role: 'viewer', outcome: 'invite', id: null }]);
    expect(errors).toEqual([
      { row: 3, column: 'email', code: 'invalid_format', detail: 'Expected: an e-mail address' },
      { row: 3, column: 'name', code: 'required', detail: 'Required' },
      { row: 3, column: 'role', code: 'not_allowed', detail: expect.stringContaining('owner') },
      { row: 4, column: 'email', code: 'required', detail: 'Required' },
    ]);
    expect(await invitationsOf([email])).toEqual([]);
  });

  test('in earnest is refused as a whole for one fault', async () => {
    const email = newEmail();
    await expect(imported([`${email};Анна;viewer`, `${newEmail()};Борис;boss`])).rejects.toMatchObject({
      code: 'invalid_import',
      errors: [{ pointer: '/csv/3/role', code: 'not_allowed' }],
    });
    expect(await invitationsOf([email])).toEqual([]);
  });

  test('leaves members and who is invited already as they are; an expired invitation is replaced', async () => {
    const known = await createPerson(portal, { memberships: [{ organization_id: cabinet.organization_id, role: 'viewer' }] });
    const [invited, expired] = [newEmail(), newEmail()];
    await imported([`${expired};Анна;viewer`]);
    pass(portal, 14 * 86_400);
    await imported([`${invited};Анна;viewer`]);
    const { rows } = await imported([`${known.email};X;owner`, `${invited};X;owner`, `${expired};X;owner`]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['already_member', 'already_invited', 'invite']);
    expect((await invitationsOf([invited])).map(({ role }) => role)).toEqual(['viewer']);
    expect((await invitationsOf([expired])).map(({ role, closed_at }) => [role, closed_at === null])).toEqual([
      ['viewer', false],
      ['owner', true],
    ]);
  });

  test('sent again, with its key or without, invites nobody twice', async () => {
    const rows = [`${newEmail()};Анна;viewer`, `${newEmail()};Борис;viewer`];
    const client = owner();
    const first = await imported(rows, { key: 'list-1' }, client);
    expect(await imported(rows, { key: 'list-1' }, client)).toEqual(first);
    expect(await refusal(imported(rows.slice(1), { key: 'list-1' }, client))).toBe('idempotency_key_reused');
    const again = await imported(rows, {}, client);
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(['already_invited', 'already_invited']);
    const both = await Promise.all([refusal(imported([`${newEmail()};В;viewer`])), refusal(imported([`${newEmail()};Г;viewer`]))]);
    expect(both).toEqual(['ok', 'ok']);
  });

  test('the same list from two administrators at once invites everybody once', async () => {
    const emails = Array.from({ length: 20 }, newEmail);
    const rows = emails.map((email) => `${email};Имя;viewer`);
    const answers = await Promise.all([refusal(imported(rows)), refusal(imported(rows, {}, authClient(portal, staff('account_manager'))))]);
    expect(answers).toContain('ok');
    expect(await invitationsOf(emails)).toHaveLength(emails.length);
  });

  test('takes as many as one list may hold, and no more', async () => {
    const rows = Array.from({ length: 501 }, (_, turn) => `many-${turn}@example.ru;Имя;viewer`);
    await expect(imported(rows)).rejects.toMatchObject({
      errors: [{ pointer: '/csv/502', code: 'too_many_rows', params: { limit: 500 } }],
    });
    const begun = performance.now();
    expect((await imported(rows.slice(0, 500))).rows).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('has to wait when one follows the other without end', async () => {
    let answer = 'ok';
    for (let turn = 0; turn < 25 && answer === 'ok'; turn++) answer = await refusal(imported([`${newEmail()};Имя;viewer`]));
    expect(answer).toMatch(/^rate_limited \d+$/);
    expect(await refusal(imported([`${newEmail()};Имя;viewer`], { dryRun: true }))).toBe('ok');
  });
});
