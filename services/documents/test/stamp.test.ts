import { licensesContract } from '@kabinet/contracts/licenses';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, documents, has, onPdf, sell } from './fixture.ts';

let portal: TestPortal;
let product: string;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  product = await addProduct(portal);
});
afterAll(() => portal.stop());

describe.skipIf(!has('pdftotext'))('a document that is not in force', () => {
  const textOf = async (pdf: Uint8Array) => (await onPdf(pdf, 'pdftotext', '-raw', '{}', '-')).replaceAll(/\s+/g, ' ');
  const manager = () => portal.client(licensesContract, staff('account_manager'));

  test('is stamped in both languages for as long as that is so, whatever template makes it', async () => {
    const custom = await addProduct(portal, { slug: 'stamped' });
    const files = { 'main.typ': '#set page(width: 10cm)\n#set document(title: "x")\nMy own #json("/data.json").number #pagebreak() Two' };
    const change = { params: { id: custom, kind: 'license' }, body: { main: 'main.typ', files } } as const;
    await documents(portal, staff('product_manager')).replaceTemplate(change);
    for (const slug of [product, custom]) {
      const fresh = await sell(portal, slug, `ООО «Отзыв ${slug}»`);
      const params = { id: fresh.license.id };
      const licenseText = async (locale: 'ru' | 'en') =>
        textOf(await documents(portal, fresh.owner).getLicensePdf({ params, query: { locale } }));
      expect(await licenseText('ru')).not.toContain('ПРИОСТАНОВЛЕНА');
      await manager().suspendLicense({ params, body: { reason: 'x' } });
      expect([await licenseText('ru'), await licenseText('en')]).toEqual([
        expect.stringContaining('ПРИОСТАНОВЛЕНА'),
        expect.stringContaining('SUSPENDED'),
      ]);
      await manager().resumeLicense({ params });
      expect(await licenseText('ru')).not.toContain('ПРИОСТАНОВЛЕНА');
      await manager().revokeLicense({ params, body: { reason: 'x' } });
      expect([await licenseText('ru'), await licenseText('en')]).toEqual([
        expect.stringContaining('ОТОЗВАНА'),
        expect.stringContaining('REVOKED'),
      ]);
    }
  });

  test('may be a certificate, too', async () => {
    const fresh = await sell(portal, product, 'ООО «Отзыв сертификата»');
    const params = { id: fresh.certificate.id };
    await manager().revokeCertificate({ params, body: { reason: 'x' } });
    const text = async (locale: 'ru' | 'en') =>
      textOf(await documents(portal, fresh.owner).getCertificatePdf({ params, query: { locale } }));
    expect(await text('ru')).toMatch(/ОТОЗВАН(?!А)/);
    expect(await text('en')).toContain('REVOKED');
  });

  test('is stamped once its term is over, though nobody changed it', async () => {
    const fresh = await sell(portal, product, 'ООО «Просрочка»');
    const ask = () => documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id }, query: { locale: 'ru' } });
    expect(await textOf(await ask())).not.toContain('СРОК ИСТЁК');
    portal.clock.set(new Date('2027-01-01T09:00:00Z'));
    expect(await textOf(await ask())).toContain('СРОК ИСТЁК');
  });
});
