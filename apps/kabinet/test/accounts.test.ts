import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../src/commands/accounts.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

const account = { email: 'admin@vendor.example', name: 'Admin', password: 'a long enough passphrase', staffRoles: ['administrator'] };

test.each([
  ['a short password', { password: 'short' }, /^KABINET_PASSWORD: At least 12 characters$/],
  ['a common password', { password: 'qwertyuiop123' }, /^KABINET_PASSWORD: This password is too common$/],
  ['an address that is none', { email: 'admin' }, /^--email: .*e-?mail/i],
  ['an organization that is no id', { cabinet: 'Horns', role: 'owner' }, /^--cabinet: .*uuid/i],
])('%s is refused with the rule, where it was given', async (_what, wrong, message) => {
  await expect(createAccount(portal.composition, { ...account, ...wrong })).rejects.toMatchObject({
    name: 'CommandError',
    message: expect.stringMatching(message),
    exitCode: 2,
  });
});

test('what keeps the rules is created', async () => {
  expect(await createAccount(portal.composition, account)).toEqual({ id: expect.any(String), email: account.email });
});
