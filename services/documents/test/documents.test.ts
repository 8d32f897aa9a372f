import { anonymous } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { addProduct, documents, has, onPdf, qrCodeOf, refusal, reply, sell, sellTo, stateOf, type Sold } from './fixture.ts';

let portal: TestPortal;
let product: string;
let sold: Sold;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  product = await addProduct(portal);
  sold = await sell(portal, product, 'ПАО «Пример»');
});
afterAll(() => portal.stop());
afterEach(() => void vi.restoreAllMocks());

const licenseParams = () => ({ params: { id: sold.license.id } });
const certificateParams = () => ({ params: { id: sold.certificate.id } });

describe('a document', () => {
  test.each(['owner', 'viewer'] as const)('is a PDF for the %s, named after its number, with a strong ETag', async (role) => {
    const answer = await reply(portal, sold[role], 'getLicensePdf', { ...licenseParams(), query: { locale: 'ru' } });
    expect(Buffer.from(answer.body.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(answer.headers).toMatchObject({
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      'content-disposition': `attachment; filename="${sold.license.number}.pdf"`,
      'content-language': 'ru',
    });
    const again = await reply(portal, sold[role], 'getLicensePdf', { ...licenseParams(), query: { locale: 'ru' } });
    expect(again.headers).toEqual(answer.headers);
    const certificate = await documents(portal, sold[role]).getCertificatePdf({ ...certificateParams(), query: {} });
    expect(Buffer.from(certificate.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  test.skipIf(!has('qpdf') || !has('pdftotext'))('is sound and says what the licence says, in both languages', async () => {
    for (const [locale, words] of [
      ['ru', ['Лицензия', 'Рога ОС', 'ООО «Рога и копыта»', 'ПАО «Пример»', 'по 31 декабря 2026', 'Привилегированная', 'Редакция']],
      ['en', ['License', 'Horns OS', 'Horns and Hooves LLC', 'ПАО «Пример»', 'until 31 December 2026', 'Privileged', 'Edition']],
    ] as const) {
      const pdf = await documents(portal, sold.owner).getLicensePdf({ ...licenseParams(), query: { locale } });
      expect(await onPdf(pdf, 'qpdf', '--check', '{}')).toContain('No syntax or stream encoding errors');
      const text = (await onPdf(pdf, 'pdftotext', '{}', '-')).replaceAll(/\s+/g, ' ').replaceAll('\u200b', '');
      for (const word of [sold.license.number, sold.certificate.number, ...words]) expect(text).toContain(word);
    }
  });

  test.skipIf(!has('qpdf') || !has('pdftotext'))('of a certificate names its level and the licences that it covers', async () => {
    const pdf = await documents(portal, sold.viewer, { locale: 'ru' }).getCertificatePdf({ ...certificateParams() });
    expect(await onPdf(pdf, 'qpdf', '--check', '{}')).toContain('No syntax or stream encoding errors');
    const text = (await onPdf(pdf, 'pdftotext', '{}', '-')).replaceAll(/\s+/g, ' ');
    const words = [sold.certificate.number, sold.license.number, 'Привилегированная', 'в течение 4 часов', '1 250'];
    for (const word of words) expect(text).toContain(word);
  });

  test.skipIf(!has('pdftoppm') || !has('zbarimg'))('carries a QR code whose address confirms it', async () => {
    for (const kind of ['license', 'certificate'] as const) {
      const client = documents(portal, sold.owner);
      const pdf = kind === 'license' ? await client.getLicensePdf(licenseParams()) : await client.getCertificatePdf(certificateParams());
      const [, token = ''] = /^http:\/\/localhost:8080\/verify\/([\w-]{22})$/.exec(await qrCodeOf(pdf)) ?? [];
      expect(await documents(portal, anonymous).verifyDocument({ params: { token } })).toEqual({
        kind,
        number: sold[kind].number,
        product: { ru: 'Рога ОС', en: 'Horns OS' },
        status: 'active',
        valid_from: '2026-01-01',
        valid_until: '2026-12-31',
      });
    }
  });

  test('is in the language of the request unless another is asked for', async () => {
    const headers = (locale: 'ru' | 'en', query: object) =>
      reply(portal, sold.owner, 'getLicensePdf', { ...licenseParams(), query, locale });
    expect((await headers('en', {})).headers?.['content-language']).toBe('en');
    expect((await headers('ru', {})).headers?.['content-language']).toBe('ru');
    expect((await headers('en', { locale: 'ru' })).headers?.['content-language']).toBe('ru');
    expect((await refusal(headers('en', { locale: 'de' }))).code).toBe('invalid_query');
  });

  test('of a stranger is answered exactly like a missing one, in every form', async () => {
    const stranger = await sell(portal, product, 'ООО «Чужой»');
    for (const [operation, id] of [
      ['getLicensePdf', stranger.license.id],
      ['getLicenseFile', stranger.license.id],
      ['getCertificatePdf', stranger.certificate.id],
    ] as const) {
      for (const principal of [sold.owner, sold.viewer, member(sold.organization, 'owner', ['licenses'])]) {
        const foreign = await refusal(reply(portal, principal, operation, { params: { id } }));
        const missing = await refusal(reply(portal, principal, operation, { params: { id: randomUUIDv7() } }));
        expect([foreign.code, foreign.params, foreign.errors]).toEqual([missing.code, missing.params, missing.errors]);
        expect(foreign.code).toBe(operation === 'getCertificatePdf' ? 'certificate_not_found' : 'license_not_found');
        // Not even wrong input tells them apart.
        expect((await refusal(reply(portal, principal, operation, { params: { id }, query: { nonsense: '1' } }))).code).toBe(foreign.code);
      }
      expect((await refusal(reply(portal, anonymous, operation, { params: { id } }))).code).toBe('unauthorized');
    }
  });

  test("of a daughter's is the parent's too, and never the other way round", async () => {
    const parent = await portal.organization('АО «Мать»');
    const daughter = await portal.organization('АО «Дочь»', parent);
    const below = { params: { id: (await sellTo(portal, product, daughter)).license.id } };
    const above = { params: { id: (await sellTo(portal, product, parent)).license.id } };
    expect(await documents(portal, member(parent, 'license_manager')).getLicenseFile(below)).toBeInstanceOf(Uint8Array);
    expect((await refusal(documents(portal, member(daughter, 'owner')).getLicenseFile(above))).code).toBe('license_not_found');
    // Who holds the right below only, and reads above, is told 403 above and served below.
    const mixed = {
      ...member(parent, 'viewer'),
      memberships: [
        { ...parent, role: 'viewer', disabled: [] },
        { ...daughter, role: 'owner', disabled: [] },
      ],
    };
    expect((await refusal(documents(portal, mixed).getLicenseFile(above))).code).toBe('forbidden');
    expect(await documents(portal, mixed).getLicenseFile(below)).toBeInstanceOf(Uint8Array);
    await portal.settle();
    expect((await refusal(documents(portal, mixed).getLicenseFile(above))).code).toBe('forbidden');
    expect(await documents(portal, mixed).getLicenseFile(below)).toBeInstanceOf(Uint8Array);
  });
});

describe('rendering', () => {
  test('happens once for many who ask at once, and not again for those who ask later', async () => {
    const fresh = await sell(portal, product, 'ООО «Однажды»');
    const render = vi.spyOn(stateOf(portal).renderer, 'render');
    const ask = () => documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
    const together = await Promise.all(Array.from({ length: 8 }, ask));
    expect(render).toHaveBeenCalledTimes(1);
    expect(Buffer.compare(await ask(), together[0] ?? new Uint8Array())).toBe(0);
    expect(render).toHaveBeenCalledTimes(1);
  });

  test('happens again when anything in the document changed', async () => {
    const fresh = await sell(portal, product, 'ООО «Перемена»');
    const ask = () => documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
    const before = await ask();
    const render = vi.spyOn(stateOf(portal).renderer, 'render');
    await portal
      .client(licensesContract, staff('account_manager'))
      .changeLicense({ params: { id: fresh.license.id }, body: { valid_until: '2027-12-31' } }, { ifMatch: '"1"' });
    expect(Buffer.compare(await ask(), before)).not.toBe(0);
    await portal
      .client(organizationsContract, staff('account_manager'))
      .changeCabinet({ params: { id: fresh.organization.organization_id }, body: { name: 'ООО «Новое имя»' } }, { ifMatch: '*' });
    await portal.settle();
    await ask();
    await portal
      .client(productsContract, staff('product_manager'))
      .changeProduct({ params: { id: product }, body: { name: { ru: 'Рога ОС', en: 'Horns OS' } } }, { ifMatch: '*' });
    await ask();
    expect(render).toHaveBeenCalledTimes(2);
  });

  test('that finds no place is answered with the time to come again', async () => {
    const fresh = await sell(portal, product, 'ООО «Очередь»');
    const { RenderError } = await import('@kabinet/rendering/render-error');
    vi.spyOn(stateOf(portal).renderer, 'render').mockRejectedValueOnce(new RenderError('busy', 'the queue is full'));
    const ask = () => documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
    expect(await refusal(ask())).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '2' } });
    expect(await ask()).toBeInstanceOf(Uint8Array);
  });
});

describe('verification', () => {
  const nobody = () => documents(portal, anonymous);

  test.each(['A'.repeat(22), '', 'x', '%00', '../../etc/passwd', "' or 1=1 --"])('of the unknown token %j finds nothing', async (token) => {
    expect((await refusal(nobody().verifyDocument({ params: { token } }))).code).toBe('verification_not_found');
    expect((await refusal(nobody().verifyDocumentPage({ params: { token } }))).code).toBe('verification_not_found');
  });

  test('follows the licence as it stands, on a page without anything inline but its own style', async () => {
    const fresh = await sell(
      portal,
      await addProduct(portal, { slug: 'quoted', name: { ru: '<b>"Имя" & \'имя\'</b>', en: '<script>x</script>' } }),
      'ООО «Страница»',
    );
    await documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
    const [row] = await portal.database.sql<{ token: string }>('select token from documents.verification where subject_id = $1', [
      fresh.license.id,
    ]);
    const params = { token: row?.token ?? '' };
    const english = await nobody().verifyDocumentPage({ params, query: { locale: 'en' } });
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('In force');
    expect(english).not.toContain('<script');
    expect(english).not.toContain('ООО «Страница»');
    await portal
      .client(licensesContract, staff('account_manager'))
      .revokeLicense({ params: { id: fresh.license.id }, body: { reason: 'x' } });
    expect(await nobody().verifyDocument({ params })).toMatchObject({ status: 'revoked' });
    const page = (await reply(portal, anonymous, 'verifyDocumentPage', { params, query: { locale: 'ru' } })) as unknown as {
      body: string;
      headers: Record<string, string>;
    };
    expect(page.body).toContain('Отозвано поставщиком');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(page.body).not.toMatch(/ (style|on\w+)=/);
  });

  test('has one token for each document, whoever asks for it first', async () => {
    const fresh = await sell(portal, product, 'ООО «Наперегонки»');
    const ask = () => documents(portal, fresh.owner).getLicenseFile({ params: { id: fresh.license.id } });
    const files = await Promise.all(Array.from({ length: 6 }, ask));
    expect(new Set(files.map((file) => Buffer.from(file).toString())).size).toBe(1);
    const rows = await portal.database.sql('select root_id from documents.verification where subject_id = $1', [fresh.license.id]);
    expect(rows).toEqual([{ root_id: fresh.organization.root_id }]);
  });
});

test('nobody but services may add keys', async () => {
  expect((await refusal(documents(portal, staff('administrator')).addSigningKey({ body: {} }))).code).toBe('not_found');
  expect(
    await documents(portal, serviceNamed('operator')).addSigningKey({ body: { signs_from: '2026-07-15T09:00:00.000Z' } }),
  ).toMatchObject({
    signs_from: '2026-07-15T09:00:00Z',
  });
});
