import type { Principal } from '@kabinet/contract/principal';
import type { TemplateChange } from '@kabinet/contracts/documents/resources';
import { productsContract } from '@kabinet/contracts/products';
import { createFileStore, type Store } from '@kabinet/store';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { RenderError } from '@kabinet/rendering/render-error';
import { DocumentCache } from '../src/storing/document-cache.ts';
import { addProduct, documents, refusal, reply, sell, stateOf, type Sold } from './fixture.ts';
import { metadataOf, pageCount } from '@kabinet/testing/pdf';

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

const manager = staff('product_manager');
const MAIN =
  '#let view = json("/data.json")\n#set document(title: view.number)\n#view.number\n#pagebreak()\n#view.organization.name\n#pagebreak()\n#view.theme.accent';

function templates(principal: Principal = manager) {
  return documents(portal, principal);
}

function put(body: TemplateChange, kind: 'license' | 'certificate' = 'license', principal: Principal = manager) {
  return templates(principal).replaceTemplate({ params: { id: product, kind }, body });
}

function sources(main: string, others: TemplateChange['files'] = {}): TemplateChange {
  return { main: 'main.typ', files: { 'main.typ': main, ...others } };
}

function licensePdf(): Promise<Uint8Array> {
  return documents(portal, sold.owner).getLicensePdf({ params: { id: sold.license.id } });
}

async function kept() {
  return portal.database.sql('select kind, main, accent, version::int from documents.template order by kind');
}

describe('a template', () => {
  test('is built in until one is uploaded, makes the documents from then on, and can be given back', async () => {
    const built = await templates().listTemplates({ params: { id: product } });
    expect(built.items).toMatchObject([
      { kind: 'license', custom: false, main: 'license.typ', version: 0, accent: expect.stringMatching(/^#[0-9a-f]{6}$/) },
      { kind: 'certificate', custom: false, main: 'certificate.typ', version: 0 },
    ]);
    const before = await licensePdf();
    const uploaded = await put({ ...sources(MAIN), accent: '#112233' });
    expect(uploaded).toMatchObject({ custom: true, accent: '#112233', version: 1, files: { 'main.typ': MAIN } });
    expect(pageCount(await licensePdf())).toBe(3);
    expect((await templates().listTemplates({ params: { id: product } })).items[0]).toEqual(uploaded);
    await templates().resetTemplate({ params: { id: product, kind: 'license' } });
    expect(Buffer.compare(await licensePdf(), before)).toBe(0);
    await templates().resetTemplate({ params: { id: product, kind: 'license' } });
    expect(await kept()).toEqual([{ kind: 'license', main: null, accent: null, version: 2 }]);
    const events = await portal.database.sql<{ event: { version: number; data: { custom: boolean } } }>(
      `select event from documents.outbox where event->>'type' = 'template.changed' order by event->>'version'`,
    );
    expect(events.map(({ event }) => [event.version, event.data.custom])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test('may have pictures, and folders, and colours alone', async () => {
    const dot = {
      base64: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\u0000')
        .toString('base64')
        .slice(0, -4),
    };
    const body = {
      main: 'main.typ',
      files: {
        'main.typ': '#import "parts/a.typ": a\n#a\n#let logo = read("img/logo.bin", encoding: none)',
        'parts/a.typ': '#let a = 1',
        'img/logo.bin': dot,
      },
    };
    expect(await put(body, 'certificate')).toMatchObject({ files: { 'parts/a.typ': '#let a = 1' } });
    expect(await put({ accent: '#0b7a5b' }, 'certificate')).toMatchObject({ custom: false, main: 'certificate.typ', accent: '#0b7a5b' });
    await templates().resetTemplate({ params: { id: product, kind: 'certificate' } });
  });

  test('is changed only from the version that was seen, if one is named', async () => {
    const version = (await templates().listTemplates({ params: { id: product } })).items[0]?.version ?? 0;
    const change = (seen: number) =>
      templates().replaceTemplate({ params: { id: product, kind: 'license' }, body: { accent: '#000000' } }, { ifMatch: `"${seen}"` });
    expect((await refusal(change(version + 1))).code).toBe('version_mismatch');
    expect(await change(version)).toMatchObject({ version: version + 1 });
    expect((await refusal(change(version))).code).toBe('version_mismatch');
    await templates().resetTemplate({ params: { id: product, kind: 'license' } }, { ifMatch: `"${version + 1}"` });
  });

  test.each([
    [
      'with a fault',
      sources('= One\n\n#nosuch()'),
      '/files/main.typ',
      'template_error_at_line',
      { line: 3, message: 'unknown variable: nosuch' },
    ],
    [
      'with a fault in a folder',
      sources('#import "a/b.typ": c', { 'a/b.typ': '\n#let c = 1 + "x"' }),
      '/files/a~1b.typ',
      'template_error_at_line',
      { line: 2 },
    ],
    [
      'that needs what only some documents have',
      sources('#let view = json("/data.json")\n#view.organization.kpp.len()'),
      '/files/main.typ',
      'template_error_at_line',
      { line: 2 },
    ],
    ['that never ends', sources('#for i in range(1000000) { for j in range(1000000) {} }'), '/main', 'template_too_slow', {}],
    ['without its main file', { main: 'other.typ', files: { 'main.typ': 'x' } }, '/files/other.typ', 'template_error', {}],
    ['with a name that leads outside', sources('x', { '../up.typ': 'x' }), '/files/..~1up.typ', 'template_error', {}],
    [
      'that is too large',
      sources('x', { 'a.txt': 'x'.repeat(700_000), 'b.txt': 'x'.repeat(700_000) }),
      '/files',
      'template_too_large',
      { limit: 1_048_576 },
    ],
    ['of one half', { main: 'main.typ' }, '/files', 'required', {}],
    ['of the other half', { files: { 'main.typ': 'x' } }, '/main', 'required', {}],
    ['of a colour that is none', { accent: 'red' }, '/accent', 'invalid_format', {}],
    ['with a NUL', sources('a\u0000b'), '/files/main.typ', 'invalid', {}],
  ] as const)('%s is refused with its place, and nothing is kept', async (_name, body, pointer, code, params) => {
    const before = await kept();
    const refused = await refusal(put(body));
    expect(refused.code).toBe('invalid_body');
    expect(refused.errors[0]).toMatchObject({ pointer, code, ...(Object.keys(params).length > 0 ? { params } : {}) });
    expect(await kept()).toEqual(before);
  });

  test('that never ends does not hold up a customer', async () => {
    const uploading = refusal(put(sources('#for i in range(1000000) { for j in range(1000000) {} }')));
    const order: string[] = [];
    void uploading.then(() => order.push('refused'));
    const fresh = await sell(portal, product, 'ООО «Спешка»');
    await documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
    order.push('served');
    await uploading;
    expect(order).toEqual(['served', 'refused']);
  });

  test('is for product managers to change, for auditors to read, and for nobody else', async () => {
    const params = { id: product, kind: 'license' } as const;
    const list = (principal: Principal) => templates(principal).listTemplates({ params: { id: product } });
    expect((await list(staff('auditor'))).items).toHaveLength(2);
    for (const principal of [staff('auditor'), staff('account_manager'), sold.owner]) {
      expect((await refusal(put({ accent: '#000000' }, 'license', principal))).code).toBe('forbidden');
      expect((await refusal(templates(principal).resetTemplate({ params }))).code).toBe('forbidden');
    }
    expect((await refusal(list(sold.owner))).code).toBe('forbidden');
    expect((await refusal(list(member(sold.organization, 'owner', ['products'])))).code).toBe('product_not_found');
    expect((await refusal(templates().listTemplates({ params: { id: 'no-such-product' } }))).code).toBe('product_not_found');
    await portal.client(productsContract, manager).getProduct({ params: { id: product } });
  });
});

describe('a preview', () => {
  test('shows the present template or another one, in either language, and keeps nothing', async () => {
    const before = await kept();
    const params = { id: product, kind: 'license' } as const;
    const present = await templates().previewTemplate({ params, body: {}, query: { locale: 'en' } });
    expect(metadataOf(present)).toContain('License L-2026-000000000');
    expect(metadataOf(await templates().previewTemplate({ params, body: {}, query: { locale: 'ru' } }))).toContain(
      'Лицензия L-2026-000000000',
    );
    expect(pageCount(await templates(staff('auditor')).previewTemplate({ params, body: sources(MAIN) }))).toBe(3);
    expect((await refusal(templates().previewTemplate({ params, body: sources('#nosuch') }))).errors).toMatchObject([
      { pointer: '/files/main.typ', params: { line: 1 } },
    ]);
    const named = await reply(portal, manager, 'previewTemplate', { params: { id: product, kind: 'certificate' }, body: {} });
    expect(named.headers).toMatchObject({ 'content-disposition': 'attachment; filename="horns-os-certificate-sample.pdf"' });
    expect(await kept()).toEqual(before);
  });
});

test('a template that fails on a real document is told to the log and to the customer', async () => {
  vi.spyOn(stateOf(portal).renderer, 'render').mockRejectedValueOnce(new RenderError('timeout', 'Not rendered in 5000 ms'));
  const fresh = await sell(portal, product, 'ООО «Неудача»');
  const ask = () => documents(portal, fresh.owner).getLicensePdf({ params: { id: fresh.license.id } });
  expect((await refusal(ask())).code).toBe('document_not_rendered');
  expect(portal.internalErrors.splice(0).join()).toContain('Not rendered in 5000 ms');
  expect(await ask()).toBeInstanceOf(Uint8Array);
});

describe('the cache of documents', () => {
  async function newStore(): Promise<Store> {
    const directory = await mkdtemp(join(tmpdir(), 'kabinet-cache-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    return createFileStore({ directory });
  }
  const quiet = { warn: vi.fn<() => void>() };

  test('outlives a restart, and gives up its oldest documents', async () => {
    const store = await newStore();
    const make = vi.fn<() => Promise<Uint8Array>>(async () => Buffer.alloc(1000, 1));
    const first = new DocumentCache(store, quiet);
    for (const key of ['a', 'b', 'c']) await first.get(key, make);
    const second = new DocumentCache(store, quiet);
    await second.get('a', make);
    expect(make).toHaveBeenCalledTimes(3);
    expect(await second.evict(2000)).toBe(1);
    expect(await second.evict(2000)).toBe(0);
    for (const key of ['a', 'b', 'c']) await second.get(key, make);
    expect(make).toHaveBeenCalledTimes(4);
  });

  test('a failure to make is not kept, and a store that fails costs only time', async () => {
    const store = await newStore();
    const cache = new DocumentCache(store, quiet);
    await expect(cache.get('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    vi.spyOn(store, 'get').mockRejectedValue(new Error('no store'));
    vi.spyOn(store, 'put').mockRejectedValue(new Error('no store'));
    expect(await cache.get('a', async () => Buffer.from('made'))).toEqual(Buffer.from('made'));
    expect(quiet.warn).toHaveBeenCalledTimes(2);
  });
});
