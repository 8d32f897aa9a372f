import { expect, test } from 'vitest';
import { composeMail } from './compose-mail.ts';
import type { MailFacts } from './letter-frame.ts';

const letterhead = {
  publicUrl: 'https://kabinet.example.ru',
  timeZone: 'Europe/Moscow',
  vendor: { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' },
};
const facts: MailFacts = {
  name: 'И. И. Иванов',
  locale: 'ru',
  link_token: 'kbi_token',
  expires_at: '2026-12-06T22:30:00Z',
  organization: { name: 'ПАО «Пример»' },
  role: 'license_manager',
};

test('an invitation names the organization, the role and the last moment in the time zone of the vendor', () => {
  const { subject, text, html } = composeMail('invitation', facts, letterhead);
  expect(subject).toBe('Приглашение в личный кабинет: ПАО «Пример»');
  for (const part of [text, html]) {
    expect(part).toContain('Здравствуйте, И. И. Иванов!');
    expect(part).toContain('ПАО «Пример»');
    expect(part).toContain('менеджер лицензий');
    expect(part).toContain('7 декабря 2026 г., 01:30 (GMT+3)');
    expect(part).toContain('https://kabinet.example.ru/invitations/accept#token=kbi_token');
    expect(part).toContain('ООО «Рога и копыта»');
  }
});

test('a password reset in English', () => {
  const { subject, text, html } = composeMail('password_reset', { ...facts, locale: 'en', organization: null, role: null }, letterhead);
  expect(subject).toBe('A new password for the customer portal');
  expect(html).toContain('<html lang="en"');
  for (const part of [text, html]) {
    expect(part).toContain('https://kabinet.example.ru/password-reset#token=kbi_token');
    expect(part).toContain('7 December 2026, 01:30 (GMT+3)');
    expect(part.replaceAll('И. И. Иванов', '')).not.toMatch(/[а-яё]/i);
  }
});

test('what others typed cannot become markup, another header or another line', () => {
  const organization = { name: '<img src=x onerror=alert(1)>\r\nBcc: all@example.ru' };
  const { subject, text, html } = composeMail('invitation', { ...facts, organization, name: '"><script>' }, letterhead);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).toContain('Организация: <img src=x onerror=alert(1)> Bcc: all@example.ru\n');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).not.toMatch(/<img|<script/);
});

test.each(['http://evil.example', 'evil.example', 'Выиграйте на evil.ru', 'a@b.c', 'x'.repeat(101), 'Win $1000'])(
  'the name %s is not repeated in our name',
  (name) => {
    const { text, html } = composeMail('invitation', { ...facts, name }, letterhead);
    expect(text).toMatch(/^Здравствуйте!\n/);
    expect(html).not.toContain(name);
  },
);

test.each(['И.И.Иванов', "Anna O'Neil", 'Жан-Поль Сартр', 'Мария (бухгалтерия)'])('the name %s is', (name) => {
  expect(composeMail('invitation', { ...facts, name }, letterhead).text).toContain(`Здравствуйте, ${name}!`);
});

test.each([
  ['email_change', 'Подтвердите новый адрес', '/email-changes/confirm#token=kbi_token'],
  ['email_change_notice', 'собираются сменить', '/profile/security'],
  ['join_request', 'Просят доступ', '/join-requests'],
  ['second_factor_enabled', 'Второй фактор включён', '/profile/security'],
  ['second_factor_disabled', 'Второй фактор отключён', '/profile/security'],
  ['recovery_codes_replaced', 'Коды восстановления заменены', '/profile/security'],
] as const)('%s leads where it says, in both languages', (kind, subject, path) => {
  const link_token = path.includes('#') ? facts.link_token : '';
  const russian = composeMail(kind, { ...facts, link_token }, letterhead);
  expect(russian.subject).toContain(subject);
  const english = composeMail(
    kind,
    { ...facts, link_token, locale: 'en', name: 'I. Ivanov', organization: { name: 'Example' } },
    letterhead,
  );
  expect(english.subject + english.text + english.html).not.toMatch(/[а-яё]/i);
  for (const { text, html } of [russian, english]) {
    expect(text).toContain(`https://kabinet.example.ru${path}\n`);
    expect(html).toContain(`href="https://kabinet.example.ru${path}"`);
  }
});
