import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { anonymous } from '@kabinet/contract/principal';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logoHash, readConfiguredLogo } from '../src/logo/configured-logo.ts';

const CONFIGURED = { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' };
const NAME = { ru: 'АО «Новое имя»', en: 'New Name JSC' };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#123456"></path></svg>';

const LIGHT = SVG.replace('#123456', '#2468ac');
const LOGO = `/api/v1/vendor/logo/${logoHash('image/svg+xml', Buffer.from(LIGHT))}`;
const DARK_LOGO = `/api/v1/vendor/logo/${logoHash('image/svg+xml', Buffer.from(SVG.replace('#123456', '#abcdef')))}`;

let portal: TestPortal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logos-'));
  const [VENDOR_LOGO, VENDOR_LOGO_DARK] = [join(folder, 'light.svg'), join(folder, 'dark.svg')];
  await writeFile(VENDOR_LOGO, LIGHT.replace('<path', '<script>alert(1)</script><path'));
  await writeFile(VENDOR_LOGO_DARK, SVG.replace('#123456', '#abcdef'));
  portal = await startPortal({ environment: { VENDOR_ACCENT: '#0b6e4f', VENDOR_LOGO, VENDOR_LOGO_DARK } });
});
afterAll(async () => {
  await portal.stop();
  await rm(folder, { recursive: true });
});

const admin = staff('administrator');

function settings(principal = admin) {
  return portal.client(organizationsContract, principal);
}

function everybody() {
  return portal.client(organizationsContract, anonymous);
}

function uploadOf(content_type: string, contents: string) {
  return { body: Readable.from([Buffer.from(contents)]), content_type, length: Buffer.byteLength(contents) };
}

test('before anybody chose, everybody sees what is configured', async () => {
  expect(await everybody().getVendor({})).toEqual({
    name: CONFIGURED,
    named: false,
    accent: '#0b6e4f',
    logo_url: LOGO,
    logo_dark_url: DARK_LOGO,
  });
  expect(await settings(staff('auditor')).getVendorSettings({})).toEqual({
    name: null,
    accent: null,
    logo: null,
    updated_at: null,
    configured: {
      name: CONFIGURED,
      accent: '#0b6e4f',
      logo_url: LOGO,
      logo_dark_url: DARK_LOGO,
      time_zone: 'Europe/Moscow',
      public_url: 'http://localhost:8080',
    },
  });
  await expect(settings(staff('auditor')).changeVendorSettings({ body: { accent: null } })).rejects.toMatchObject({ code: 'forbidden' });
});

test('a name and a colour are chosen by themselves, told to everybody, and given back to the configuration', async () => {
  await settings().changeVendorSettings({ body: { name: NAME } });
  await settings().changeVendorSettings({ body: { accent: '#b00020' } });
  expect(await everybody().getVendor({})).toMatchObject({ name: NAME, named: true, accent: '#b00020' });
  await settings().changeVendorSettings({ body: { name: null, accent: null } });
  expect(await everybody().getVendor({})).toMatchObject({ name: CONFIGURED, named: false, accent: '#0b6e4f' });
  await expect(settings().changeVendorSettings({ body: { accent: null } }, { ifMatch: '"1"' })).rejects.toMatchObject({
    code: 'version_mismatch',
  });
});

test('a colour in which letters are hard to read is refused, with how far it is from readable', async () => {
  await expect(settings().changeVendorSettings({ body: { accent: '#ffcc00' } })).rejects.toMatchObject({
    code: 'invalid_body',
    errors: [{ pointer: '/accent', code: 'accent_pale', params: { contrast: 1.4, needed: 4.5 } }],
  });
});

test('of a logo what is harmless is kept, under an address that changes with it', async () => {
  const dangerous = SVG.replace('<path', '<script>alert(1)</script><path onload="alert(1)"');
  const { logo } = await settings().replaceVendorLogo({ upload: uploadOf('image/svg+xml', dangerous) });
  expect(logo).toMatchObject({ content_type: 'image/svg+xml', size: SVG.length });
  expect(await everybody().getVendor({})).toMatchObject({ logo_url: logo?.url, logo_dark_url: null });
  const hash = logo?.url.split('/').at(-1) ?? '';
  expect(await text(await everybody().getVendorLogo({ params: { hash } }))).toBe(SVG);
  const other = await settings().replaceVendorLogo({ upload: uploadOf('image/svg+xml', SVG.replace('#123456', '#654321')) });
  expect(other.logo?.url).not.toBe(logo?.url);
  await expect(everybody().getVendorLogo({ params: { hash } })).rejects.toMatchObject({ code: 'logo_not_found' });
  await settings().deleteVendorLogo({});
  expect(await everybody().getVendor({})).toMatchObject({ logo_url: LOGO, logo_dark_url: DARK_LOGO });
});

test('the configured logos are cleaned and served like a chosen one', async () => {
  const read = async (url: string) => text(await everybody().getVendorLogo({ params: { hash: url.split('/').at(-1) ?? '' } }));
  expect(await read(LOGO)).toBe(LIGHT);
  expect(await read(DARK_LOGO)).toBe(SVG.replace('#123456', '#abcdef'));
});

test.for([
  ['logo.gif', 'GIF89a', /neither \.svg nor \.png/],
  ['logo.png', SVG, /not a picture/],
  ['logo.svg', SVG.replace('9z', `9z${' '.repeat(70_000)}`), /not a picture/],
  ['missing.svg', undefined, /cannot be read/],
] as const)('a configured logo that is none stops the start and is named: %s', async ([name, contents, reason]) => {
  const path = join(folder, name);
  if (contents !== undefined) await writeFile(path, contents);
  await expect(readConfiguredLogo('VENDOR_LOGO', path)).rejects.toMatchObject({
    variable: 'VENDOR_LOGO',
    message: expect.stringMatching(reason),
  });
});

test('what is no picture, or too large a file, is no logo', async () => {
  const refused = (content_type: string, contents: string) =>
    expect(settings().replaceVendorLogo({ upload: uploadOf(content_type, contents) })).rejects;
  await refused('image/png', SVG).toMatchObject({ code: 'logo_unusable' });
  await refused('image/svg+xml', '<p>no</p>').toMatchObject({ code: 'logo_unusable' });
  await refused('image/svg+xml', SVG.replace('9z', `9z${' '.repeat(70_000)}`)).toMatchObject({ code: 'body_too_large' });
  await refused('image/gif', 'GIF89a').toMatchObject({ code: 'unsupported_media_type' });
});

/** What a mail to somebody says who reads English. */
async function aMail(): Promise<string> {
  const email = 'reader@vendor.example';
  const body = { email, name: 'Reader', password: 'a passphrase of the tests', locale: 'en' } as const;
  await portal.client(authContract, serviceNamed('test')).createUser({ body });
  await portal.client(authContract, anonymous).requestPasswordReset({ body: { email } });
  await portal.settle();
  const mails = portal.client(notificationsContract, admin);
  const [mail] = (await mails.listMails({ query: { kind: ['password_reset'] } })).items;
  return (await mails.getMailContent({ params: { id: mail?.id ?? '' } })).text;
}

test('who makes documents and mails hears of the chosen name, and that it is the configured one again', async () => {
  const told = async (service: string) =>
    portal.database.sql(`select name_ru as ru, name_en as en from ${service}.vendor where name_ru is not null`);
  await settings().changeVendorSettings({ body: { name: { ru: 'Прежнее', en: 'Former' } } });
  await settings().changeVendorSettings({ body: { name: NAME } });
  await portal.settle();
  for (const service of ['documents', 'notifications']) expect(await told(service)).toEqual([NAME]);
  expect(await aMail()).toContain(NAME.en);
  await settings().changeVendorSettings({ body: { name: null } });
  await portal.settle();
  for (const service of ['documents', 'notifications']) expect(await told(service)).toEqual([]);
});
