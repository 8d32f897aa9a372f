import type { Locale, Text } from '@kabinet/problem';
import type { DocumentStatus } from './document-data.ts';
import type { DocumentKind } from './templates.ts';

/** Every word of the built-in documents that is not data. `{name}` is replaced. */
const catalogue = {
  license: { ru: 'Лицензия', en: 'License' },
  certificate: { ru: 'Сертификат технической\u00a0поддержки', en: 'Technical support certificate' },
  license_lead: {
    ru: 'Подтверждает право организации использовать программный продукт в указанном объёме и в течение указанного срока.',
    en: 'Confirms the right of the organization to use the software product within the stated quantity and term.',
  },
  certificate_lead: {
    ru: 'Подтверждает право организации на техническую поддержку программного продукта по указанному уровню.',
    en: 'Confirms the right of the organization to technical support of the software product at the stated level.',
  },
  number: { ru: '№ {number}', en: 'No. {number}' },
  product: { ru: 'Продукт', en: 'Product' },
  licensee: { ru: 'Лицензиат', en: 'Licensee' },
  customer: { ru: 'Владелец', en: 'Holder' },
  inn: { ru: 'ИНН', en: 'INN' },
  kpp: { ru: 'КПП', en: 'KPP' },
  quantity: { ru: 'Количество', en: 'Quantity' },
  versions: { ru: 'Версии', en: 'Versions' },
  all_versions: { ru: 'все', en: 'every' },
  term: { ru: 'Срок действия', en: 'Term' },
  perpetual: { ru: 'бессрочно', en: 'perpetual' },
  from: { ru: 'с {date}', en: 'from {date}' },
  until: { ru: 'по {date}', en: 'until {date}' },
  both_included: { ru: '{from}, включительно', en: '{from}, inclusive' },
  level: { ru: 'Уровень поддержки', en: 'Support level' },
  first_response: { ru: 'Первый ответ', en: 'First response' },
  parameters: { ru: 'Параметры лицензии', en: 'License parameters' },
  parameter: { ru: 'Параметр', en: 'Parameter' },
  value: { ru: 'Значение', en: 'Value' },
  yes: { ru: 'да', en: 'yes' },
  no: { ru: 'нет', en: 'no' },
  certificates: { ru: 'Сертификаты технической поддержки', en: 'Technical support certificates' },
  covered_licenses: { ru: 'Лицензии, на которые распространяется сертификат', en: 'Licenses covered by the certificate' },
  license_number: { ru: 'Номер лицензии', en: 'License number' },
  certificate_number: { ru: 'Номер сертификата', en: 'Certificate number' },
  position: { ru: '№', en: '#' },
  verify: { ru: 'Проверка подлинности', en: 'Check authenticity' },
  verify_hint: {
    ru: 'Наведите камеру на код или откройте адрес: страница поставщика покажет, действует ли документ сегодня.',
    en: 'Point a camera at the code or open the address: the vendor’s page tells whether the document is in force today.',
  },
  key: { ru: 'Ключ подписи файла лицензии', en: 'Signing key of the license file' },
  issued: { ru: 'Выдан', en: 'Issued' },
  page: { ru: 'Страница', en: 'Page' },
  of: { ru: 'из', en: 'of' },
} as const satisfies Record<string, Text>;

export type TextName = keyof typeof catalogue;
export type Texts = Readonly<Record<TextName, string>>;

/** The Russian preposition asks for the genitive; `other` is for fractions. */
const hours: Record<Locale, Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }> = {
  ru: {
    one: 'в течение {count} часа',
    few: 'в течение {count} часов',
    many: 'в течение {count} часов',
    other: 'в течение {count} часа',
  },
  en: { one: 'within {count} hour', other: 'within {count} hours' },
};

/** What is stamped across a document that is not in force; Russian agrees with its gender. What begins later says so by its term. */
const stamps: Readonly<Record<DocumentStatus, Readonly<Record<DocumentKind, Text>> | null>> = {
  scheduled: null,
  active: null,
  expired: { license: { ru: 'СРОК ИСТЁК', en: 'EXPIRED' }, certificate: { ru: 'СРОК ИСТЁК', en: 'EXPIRED' } },
  suspended: { license: { ru: 'ПРИОСТАНОВЛЕНА', en: 'SUSPENDED' }, certificate: { ru: 'ПРИОСТАНОВЛЕН', en: 'SUSPENDED' } },
  revoked: { license: { ru: 'ОТОЗВАНА', en: 'REVOKED' }, certificate: { ru: 'ОТОЗВАН', en: 'REVOKED' } },
};

/** Null for a document without a stamp. */
export function stampOf(kind: DocumentKind, status: DocumentStatus, locale: Locale): string | null {
  return stamps[status]?.[kind][locale] ?? null;
}

function inLocale(locale: Locale): Texts {
  return Object.fromEntries(Object.entries(catalogue).map(([name, text]) => [name, text[locale]])) as Texts;
}

/** The catalogue in one language. */
export const texts: Readonly<Record<Locale, Texts>> = { ru: inLocale('ru'), en: inLocale('en') };

/** Puts `values` in place of the `{name}`s of a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}

/** `within 4 hours`. */
export function withinHours(locale: Locale, count: number): string {
  const forms = hours[locale];
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return fill(form, { count: formatNumber(locale, count) });
}

/** `1 December 2026`; `date` is a calendar date and has no time zone. */
export function formatDate(locale: Locale, date: string): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru-RU', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** `1,250` or `1 250`. */
export function formatNumber(locale: Locale, value: number): string {
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru-RU', { maximumFractionDigits: 6 }).format(value);
}
