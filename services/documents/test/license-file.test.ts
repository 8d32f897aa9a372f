import { anonymous } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { verifyLicenseFile, type LicenseKeySet } from '@kabinet/license-file';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, documents, refusal, reply, sell, type Sold } from './fixture.ts';

let portal: TestPortal;
let product: string;
let sold: Sold;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  product = await addProduct(portal);
  sold = await sell(portal, product, 'ПАО «Пример»');
});
afterAll(() => portal.stop());

function download({ owner, license }: Sold = sold): Promise<Uint8Array> {
  return documents(portal, owner).getLicenseFile({ params: { id: license.id } });
}

function publishedKeys(): Promise<LicenseKeySet> {
  return documents(portal, anonymous).getLicenseKeys({});
}

function vendor() {
  return portal.client(licensesContract, staff('account_manager'));
}

test('the first key is made once, however many need one at once', async () => {
  const sets = await Promise.all(Array.from({ length: 6 }, publishedKeys));
  expect(new Set(sets.map((set) => JSON.stringify(set))).size).toBe(1);
  expect(sets[0]?.keys).toEqual([
    {
      kid: expect.stringMatching(/^license-[\w-]{16}$/),
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.any(String),
      use: 'sig',
      signs_from: '2026-06-15T09:00:00Z',
    },
  ]);
});

test('a license file verifies with the published keys and says what was bought', async () => {
  const verification = verifyLicenseFile(await download(), await publishedKeys());
  expect(verification).toMatchObject({
    ok: true,
    payload: {
      license: {
        id: sold.license.id,
        number: sold.license.number,
        quantity: 1250,
        versions: '1.x',
        valid_until: '2026-12-31',
        parameters: { edition: 'server' },
      },
      product: { slug: 'horns-os', name: { en: 'Horns OS' } },
      organization: { id: sold.organization.organization_id, name: 'ПАО «Пример»', kpp: '770701001' },
      certificates: [{ number: sold.certificate.number, level: 'privileged' }],
      issued_at: '2026-06-15T09:00:00.000Z',
      verify_url: expect.stringMatching(/^http:\/\/localhost:8080\/verify\/[\w-]{22}$/),
    },
  });
});

test('any changed byte makes it another file than was issued', async () => {
  const [file, keys] = [await download(), await publishedKeys()];
  expect(verifyLicenseFile(file, keys).ok).toBe(true);
  const step = Math.floor(file.length / 40);
  for (let position = 0; position < file.length; position += step) {
    const changed = Uint8Array.from(file);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(verifyLicenseFile(changed, keys).ok, `byte ${position}`).toBe(false);
  }
  expect(verifyLicenseFile(file.subarray(0, -1), keys).ok).toBe(false);
});

test('it is the same file, under the same ETag, as long as nothing changes, and each download is recorded', async () => {
  const fresh = await sell(portal, product, 'ООО «Повтор»');
  const ask = () => reply(portal, fresh.owner, 'getLicenseFile', { params: { id: fresh.license.id } });
  const [first, second] = [await ask(), await ask()];
  expect(Buffer.compare(first.body, second.body)).toBe(0);
  expect(second.headers).toEqual(first.headers);
  expect(first.headers).toMatchObject({ 'content-disposition': `attachment; filename="${fresh.license.number}.lic"` });
  const events = await portal.database.sql<{ event: { data: object; organizationid: string; actor: { principal: string } } }>(
    `select event from documents.outbox where event->>'type' = 'license_file.downloaded' and event->'data'->>'license_id' = $1`,
    [fresh.license.id],
  );
  expect(events).toHaveLength(2);
  expect(events[0]?.event).toMatchObject({
    organizationid: fresh.organization.organization_id,
    actor: { principal: `user:${(fresh.owner as { id: string }).id}` },
    data: { number: fresh.license.number },
  });
});

test('a viewer may know of the licence but not have its file', async () => {
  const params = { id: sold.license.id };
  expect((await refusal(documents(portal, sold.viewer).getLicenseFile({ params }))).code).toBe('forbidden');
  expect((await refusal(documents(portal, staff('auditor')).getLicenseFile({ params }))).code).toBe('forbidden');
  expect(await documents(portal, staff('account_manager')).getLicenseFile({ params })).toBeInstanceOf(Uint8Array);
});

test('there is none of a licence that is suspended, revoked or empty', async () => {
  const fresh = await sell(portal, product, 'ООО «Отзыв»');
  const params = { id: fresh.license.id };
  const reason = { reason: 'Проверка' };
  await vendor().suspendLicense({ params, body: reason });
  expect((await refusal(download(fresh))).code).toBe('license_suspended');
  await vendor().resumeLicense({ params });
  expect(await download(fresh)).toBeInstanceOf(Uint8Array);
  await vendor().revokeLicense({ params, body: reason });
  expect((await refusal(download(fresh))).code).toBe('license_revoked');
  expect((await refusal(documents(portal, fresh.viewer).getLicenseFile({ params }))).code).toBe('forbidden');
  expect(await documents(portal, fresh.owner).getLicensePdf({ params })).toBeInstanceOf(Uint8Array);
  const given = await sell(portal, product, 'ООО «Раздал»');
  // What transfers leave behind, made past the ledger.
  await portal.database.sql(
    `do $$ begin set local session_replication_role = replica; update licenses.license set quantity = 0 where id = '${given.license.id}'; end $$`,
  );
  expect((await refusal(download(given))).code).toBe('license_empty');
});

test('certificates that were revoked are not in it', async () => {
  const fresh = await sell(portal, product, 'ООО «Поддержка»');
  await vendor().revokeCertificate({ params: { id: fresh.certificate.id }, body: { reason: 'x' } });
  expect(verifyLicenseFile(await download(fresh), await publishedKeys())).toMatchObject({ ok: true, payload: { certificates: [] } });
});

test('a further key signs from its time on, and what the one before it signed stays genuine', async () => {
  const before = await download();
  const [old] = (await publishedKeys()).keys;
  const next = await documents(portal, serviceNamed('operator')).addSigningKey({ body: { signs_from: '2026-07-01T00:00:00Z' } });
  expect((await publishedKeys()).keys.map(({ kid }) => kid)).toEqual([old?.kid, next.kid]);
  expect(verifyLicenseFile(await download(), await publishedKeys())).toMatchObject({ ok: true, kid: old?.kid });
  portal.clock.set(new Date('2026-07-01T00:00:01Z'));
  expect(verifyLicenseFile(await download(), await publishedKeys())).toMatchObject({ ok: true, kid: next.kid });
  expect(verifyLicenseFile(before, await publishedKeys())).toMatchObject({ ok: true, kid: old?.kid });
  const events = await portal.database.sql(`select event from documents.outbox where event->>'type' = 'signing_key.created'`);
  expect(events).toHaveLength(2);
});

test('private keys are kept encrypted, and altered ones are not used', async () => {
  const [row] = await portal.database.sql<{ id: string; private_key: Buffer }>(
    'select id, private_key from documents.signing_key order by signs_from desc',
  );
  expect(row?.private_key.includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(false);
  const altered = Buffer.from(row?.private_key ?? []);
  altered[40] = (altered[40] ?? 0) ^ 1;
  await portal.database.sql('update documents.signing_key set private_key = $1 where id = $2', [altered, row?.id]);
  expect((await refusal(download())).code).toBe('internal_error');
  expect(portal.internalErrors.splice(0).join()).toContain('another KABINET_SECRET');
  await portal.database.sql('update documents.signing_key set private_key = $1 where id = $2', [row?.private_key, row?.id]);
  expect(await download()).toBeInstanceOf(Uint8Array);
});
