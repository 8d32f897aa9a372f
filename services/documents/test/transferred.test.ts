import { anonymous } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { verifyLicenseFile } from '@kabinet/license-file';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, documents, has, onPdf, sell, type Sold } from './fixture.ts';

let portal: TestPortal;
let sold: Sold;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  sold = await sell(portal, await addProduct(portal), 'ПАО «Пример»');
});
afterAll(() => portal.stop());

/** What the license file of a licence says, verified. */
async function saidOf(id: string): Promise<unknown> {
  const file = await documents(portal, staff('account_manager')).getLicenseFile({ params: { id } });
  const keys = await documents(portal, anonymous).getLicenseKeys({});
  const verification = verifyLicenseFile(file, keys);
  return verification.ok ? verification.payload : verification;
}

async function textOf(pdf: Uint8Array): Promise<string> {
  return (await onPdf(pdf, 'pdftotext', '{}', '-')).replaceAll(/\s+/g, ' ');
}

test.skipIf(!has('pdftotext'))(
  'documents of both sides follow a transfer, though they were kept from before',
  { timeout: 60_000 },
  async () => {
    const { license, certificate, organization } = sold;
    const pdfs = documents(portal, staff('account_manager'), { locale: 'en' });
    const before = await textOf(await pdfs.getLicensePdf({ params: { id: license.id } }));
    expect(before).toContain('1,250');
    expect(await saidOf(license.id)).toMatchObject({ license: { quantity: 1250 } });
    const daughter = await portal.organization('Дочь «Примера»', organization);
    await portal.settle();
    const manager = portal.client(licensesContract, member(organization, 'license_manager'));
    const body = { to_cabinet_id: daughter.organization_id, quantity: 250 };
    const moved = await manager.transferLicense({ params: { id: license.id }, body }, { idempotencyKey: randomUUIDv7() });
    const [received, covering] = [moved.to_license_id ?? '', moved.certificates[0]?.to_certificate];

    expect(await saidOf(license.id)).toMatchObject({ license: { quantity: 1000 }, certificates: [{ number: certificate.number }] });
    expect(await saidOf(received)).toMatchObject({
      license: { quantity: 250, versions: '1.x' },
      organization: { id: daughter.organization_id },
      certificates: [{ number: covering?.number }],
    });
    expect(await textOf(await pdfs.getLicensePdf({ params: { id: license.id } }))).toMatch(/1,000/);
    const theirs = await textOf(await pdfs.getLicensePdf({ params: { id: received } }));
    expect(theirs).toMatch(/\b250\b/);
    expect(theirs).toContain('Дочь «Примера»');
    expect(await textOf(await pdfs.getCertificatePdf({ params: { id: certificate.id } }))).toMatch(/1,000/);
    expect(await textOf(await pdfs.getCertificatePdf({ params: { id: covering?.id ?? '' } }))).toMatch(/\b250\b/);
  },
);

test.skipIf(!has('pdftotext'))('a certificate whose units are gone stands in no document of the licence', async () => {
  const { license, certificate, organization } = sold;
  const daughter = await portal.organization('Вторая дочь', organization);
  await portal.settle();
  const client = portal.client(licensesContract, staff('account_manager'));
  const { quantity } = await client.getLicense({ params: { id: license.id } });
  const body = { to_cabinet_id: daughter.organization_id, quantity };
  await client.transferLicense({ params: { id: license.id }, body }, { idempotencyKey: randomUUIDv7() });
  await expect(saidOf(license.id)).rejects.toMatchObject({ code: 'license_empty' });
  const pdfs = documents(portal, staff('account_manager'), { locale: 'en' });
  expect(await textOf(await pdfs.getLicensePdf({ params: { id: license.id } }))).not.toContain(certificate.number);
});
