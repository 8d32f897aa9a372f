import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authClient, createPerson, logIn, pass, runJob, type Person } from './people.ts';

let portal: TestPortal;
let person: Person;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-01-01T00:00:00Z') });
  person = await createPerson(portal);
});
afterAll(() => portal.stop());

const HOUR_S = 3_600;

async function published(): Promise<string[]> {
  return (await authClient(portal).getJwks({})).keys.map((key) => key.kid);
}

async function signing(): Promise<string | undefined> {
  return decodeProtectedHeader((await logIn(portal, person)).pair.access_token).kid;
}

test('keys rotate every 90 days: published first, signing next, gone last', async () => {
  const first = await signing();
  expect(await published()).toEqual([first]);
  await runJob(portal, 'rotate_signing_keys');
  expect(await published()).toEqual([first]);

  pass(portal, 90 * 24 * HOUR_S - HOUR_S);
  await runJob(portal, 'rotate_signing_keys');
  await runJob(portal, 'rotate_signing_keys');
  const [, second, ...others] = await published();
  expect(others).toEqual([]);
  expect(second).toBeDefined();
  expect(await signing()).toBe(first);

  pass(portal, HOUR_S - 1);
  expect(await signing()).toBe(first);
  pass(portal, 1);
  expect(await signing()).toBe(second);
  expect(await published()).toEqual([first, second]);

  pass(portal, 12 * HOUR_S);
  expect(await published()).toEqual([first, second]);
  pass(portal, 61);
  expect(await published()).toEqual([second]);
  await runJob(portal, 'rotate_signing_keys');
  expect(await portal.database.sql('select id from auth.signing_key')).toEqual([{ id: second }]);
});

test('private keys are kept encrypted', async () => {
  const [row] = await portal.database.sql<{ private_key: Buffer }>('select private_key from auth.signing_key');
  // The fixed beginning of every Ed25519 private key in PKCS #8 (RFC 8410).
  expect(row?.private_key.includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(false);
});
