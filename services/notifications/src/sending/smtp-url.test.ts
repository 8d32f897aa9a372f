import { expect, test } from 'vitest';
import { readSmtpUrl } from './smtp-url.ts';

test('smtp:// starts in the clear, smtps:// in TLS', () => {
  expect(readSmtpUrl('smtp://mail.example.ru')).toEqual({
    host: 'mail.example.ru',
    port: 587,
    secure: false,
    requireTLS: false,
    auth: undefined,
  });
  expect(readSmtpUrl('smtps://[::1]:4650/')).toMatchObject({ host: '::1', port: 4650, secure: true });
});

test('credentials are decoded and go over TLS only', () => {
  expect(readSmtpUrl('smtp://portal%40example.ru:p%23ss@mail.example.ru:25')).toEqual({
    host: 'mail.example.ru',
    port: 25,
    secure: false,
    requireTLS: true,
    auth: { user: 'portal@example.ru', pass: 'p#ss' },
  });
});

test.each([
  'mail.example.ru',
  'http://mail.example.ru',
  'smtp://',
  'smtp://u:secret#1@host',
  'smtp://u:secret@host/?pool=true',
  'smtp://u:%zzsecret@host',
])('%s stops the start and is not repeated', (text) => {
  expect(() => readSmtpUrl(text)).toThrow(/^SMTP_URL: (?!.*secret)/);
});
