import { phrase, type Locale, type Text } from '@kabinet/problem';
import { daysBetween } from './expiry.ts';

/** A licence or certificate as a notice names it. */
export interface NamedTerm {
  readonly kind: 'license' | 'certificate';
  readonly id: string;
  readonly number: string;
  readonly product: Text;
  /** `YYYY-MM-DD`; null: perpetual. */
  readonly valid_until: string | null;
}

type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none';
type TransferSide = 'giver' | 'receiver';
type TransferStatus = 'pending' | 'done' | 'returned' | 'declined' | 'withdrawn';
export type TermChange = 'issued' | 'extended' | 'renewed' | 'suspended' | 'resumed' | 'revoked';

/** The facts of a notice: what its words are made from. */
export type NoticeData =
  | { readonly what: 'announcement'; readonly title: Text; readonly body: Text; readonly link: string | null }
  /** `terms` are the first ones to end, `total` is how many there are; all holdings are named by `holdings`. */
  | {
      readonly what: 'expiry';
      readonly day: string;
      readonly total: number;
      readonly terms: readonly NamedTerm[];
      readonly holdings: readonly { readonly id: string; readonly valid_until: string }[];
    }
  | { readonly what: TermChange; readonly term: NamedTerm }
  | { readonly what: 'purchase'; readonly purchase_id: string; readonly external_id: string | null }
  | { readonly what: 'purchase_refused'; readonly purchase_id: string; readonly external_id: string | null; readonly faults: number }
  | {
      readonly what: 'transfer';
      readonly side: TransferSide;
      readonly status: TransferStatus;
      readonly quantity: number;
      readonly product: Text;
      /** The other side's name; empty where it is not known. */
      readonly other: string;
    }
  | {
      readonly what: 'advisory';
      readonly id: string;
      readonly tracking_id: string;
      readonly title: string;
      readonly severity: Severity;
      readonly cves: readonly string[];
      readonly products: readonly Text[];
    }
  | { readonly what: 'role_granted' | 'role_changed' | 'role_removed'; readonly role: string };

/** A notice as its reader sees it. `link` is a path of the portal. */
export interface Words {
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
}

const TERM_TITLES: Readonly<Record<TermChange, Readonly<Record<NamedTerm['kind'], Text>>>> = {
  issued: {
    license: { ru: 'Новая лицензия {number}', en: 'New licence {number}' },
    certificate: { ru: 'Новый сертификат {number}', en: 'New certificate {number}' },
  },
  extended: {
    license: { ru: 'Срок лицензии {number} изменён', en: 'The term of licence {number} has changed' },
    certificate: { ru: 'Срок сертификата {number} изменён', en: 'The term of certificate {number} has changed' },
  },
  renewed: {
    license: { ru: 'Лицензия {number} продлена', en: 'Licence {number} is renewed' },
    certificate: { ru: 'Сертификат {number} продлён', en: 'Certificate {number} is renewed' },
  },
  suspended: {
    license: { ru: 'Лицензия {number} приостановлена', en: 'Licence {number} is suspended' },
    certificate: { ru: 'Сертификат {number} приостановлен', en: 'Certificate {number} is suspended' },
  },
  resumed: {
    license: { ru: 'Лицензия {number} снова действует', en: 'Licence {number} is in force again' },
    certificate: { ru: 'Сертификат {number} снова действует', en: 'Certificate {number} is in force again' },
  },
  revoked: {
    license: { ru: 'Лицензия {number} отозвана', en: 'Licence {number} is revoked' },
    certificate: { ru: 'Сертификат {number} отозван', en: 'Certificate {number} is revoked' },
  },
};

const ENDS = {
  today: {
    license: { ru: 'Сегодня последний день лицензии {number}', en: 'Today is the last day of licence {number}' },
    certificate: { ru: 'Сегодня последний день сертификата {number}', en: 'Today is the last day of certificate {number}' },
  },
  later: {
    license: {
      ru: 'Лицензия {number} закончится через {days} {days:день|дня|дней}',
      en: 'Licence {number} ends in {days} {days:day|days}',
    },
    certificate: {
      ru: 'Сертификат {number} закончится через {days} {days:день|дня|дней}',
      en: 'Certificate {number} ends in {days} {days:day|days}',
    },
  },
  over: {
    license: { ru: 'Лицензия {number} закончилась', en: 'Licence {number} has ended' },
    certificate: { ru: 'Сертификат {number} закончился', en: 'Certificate {number} has ended' },
  },
} as const;

const SEVERITIES: Readonly<Record<Severity, Text>> = {
  critical: { ru: 'критическая уязвимость', en: 'critical vulnerability' },
  high: { ru: 'опасная уязвимость', en: 'high-severity vulnerability' },
  medium: { ru: 'уязвимость средней опасности', en: 'medium-severity vulnerability' },
  low: { ru: 'уязвимость низкой опасности', en: 'low-severity vulnerability' },
  none: { ru: 'бюллетень без уязвимостей', en: 'advisory without a vulnerability' },
};
const UNITS = { ru: '{quantity} {quantity:единица|единицы|единиц}', en: '{quantity} {quantity:unit|units}' };
const TRANSFERS: Readonly<Record<TransferStatus, Readonly<Record<TransferSide, Text>>>> = {
  pending: {
    giver: { ru: 'Передача ждёт получателя', en: 'A transfer waits for its receiver' },
    receiver: { ru: 'Вам передают лицензию: решение за вами', en: 'A licence is offered to you: it is yours to decide' },
  },
  done: {
    giver: { ru: 'Лицензия передана', en: 'A licence was handed over' },
    receiver: { ru: 'Лицензия получена', en: 'A licence has come to you' },
  },
  returned: {
    giver: { ru: 'Переданное возвращено', en: 'What was handed over has come back' },
    receiver: { ru: 'Полученное возвращено', en: 'What had come to you was given back' },
  },
  declined: {
    giver: { ru: 'Передача отклонена', en: 'A transfer was declined' },
    receiver: { ru: 'Передача отклонена', en: 'A transfer was declined' },
  },
  withdrawn: {
    giver: { ru: 'Передача отозвана', en: 'A transfer was withdrawn' },
    receiver: { ru: 'Передача вам отозвана', en: 'A transfer to you was withdrawn' },
  },
};

const TEXTS = {
  until: { ru: '{product}, по {date}', en: '{product}, until {date}' },
  perpetual: { ru: '{product}, бессрочно', en: '{product}, perpetual' },
  many: {
    ru: '{total} {total:срок подходит|срока подходят|сроков подходят} к концу',
    en: '{total} {total:term ends|terms end} soon',
  },
  more: { ru: 'и ещё {more}', en: 'and {more} more' },
  purchase: { ru: 'Покупка {number} оформлена', en: 'Purchase {number} is booked' },
  purchase_body: {
    ru: 'Лицензии и сертификаты уже в личном кабинете.',
    en: 'Its licences and certificates are in the portal.',
  },
  refused: { ru: 'Покупка {number} не принята', en: 'Purchase {number} is refused' },
  refused_body: {
    ru: '{faults} {faults:ошибка|ошибки|ошибок} в сообщении. Исправьте его и проведите снова.',
    en: '{faults} {faults:fault|faults} in its message. Mend it and try it again.',
  },
  role_granted: { ru: 'Вам дана роль: {role}', en: 'You have a new role: {role}' },
  role_changed: { ru: 'Ваша роль теперь: {role}', en: 'Your role is now: {role}' },
  role_removed: { ru: 'Роль отозвана: {role}', en: 'A role of yours was taken away: {role}' },
} as const satisfies Record<string, Text>;

const ROLES: Readonly<Record<string, Text>> = {
  owner: { ru: 'владелец', en: 'owner' },
  license_manager: { ru: 'менеджер лицензий', en: 'license manager' },
  support_contact: { ru: 'контакт по техподдержке', en: 'support contact' },
  viewer: { ru: 'наблюдатель', en: 'viewer' },
};

/** What a notice says, on `today` of the vendor's calendar. */
export function wordsOf(data: NoticeData, locale: Locale, today: string): Words {
  switch (data.what) {
    case 'announcement':
      return { title: data.title[locale], body: data.body[locale], link: data.link };
    case 'expiry':
      return expiryWords(data, locale, today);
    case 'issued':
    case 'extended':
    case 'renewed':
    case 'suspended':
    case 'resumed':
    case 'revoked':
      return termWords(data.what, data.term, locale);
    case 'purchase':
      return { title: numbered(TEXTS.purchase, data, locale), body: TEXTS.purchase_body[locale], link: '/licenses' };
    case 'purchase_refused':
      return refusedWords(data, locale);
    case 'advisory':
      return advisoryWords(data, locale);
    case 'transfer':
      return transferWords(data, locale);
    case 'role_granted':
    case 'role_changed':
    case 'role_removed':
      return roleWords(data.what, data.role, locale);
  }
}

function roleWords(what: 'role_granted' | 'role_changed' | 'role_removed', name: string, locale: Locale): Words {
  const role = ROLES[name]?.[locale] ?? name;
  return { title: phrase(TEXTS[what], { role }, locale), body: '', link: what === 'role_removed' ? null : '/organizations' };
}

function termWords(what: TermChange, term: NamedTerm, locale: Locale): Words {
  const title = phrase(TERM_TITLES[what][term.kind], { number: term.number }, locale);
  return { title, body: describe(term, locale), link: pathOf(term) };
}

function advisoryWords(data: Extract<NoticeData, { what: 'advisory' }>, locale: Locale): Words {
  const { id, tracking_id, title, severity, cves, products } = data;
  const facts = [products.map((name) => name[locale]).join(', '), SEVERITIES[severity][locale], cves.slice(0, 5).join(', ')];
  return { title: `${tracking_id}: ${title}`, body: facts.filter((fact) => fact !== '').join(' · '), link: `/security/${id}` };
}

function transferWords(data: Extract<NoticeData, { what: 'transfer' }>, locale: Locale): Words {
  const { side, status, quantity, product, other } = data;
  const facts = [product[locale], phrase(UNITS, { quantity }, locale), other].filter((fact) => fact !== '');
  return {
    title: TRANSFERS[status][side][locale],
    body: facts.join(' · '),
    link: status === 'pending' ? '/transfers?status=pending' : '/transfers',
  };
}

function refusedWords(data: Extract<NoticeData, { what: 'purchase_refused' }>, locale: Locale): Words {
  const body = phrase(TEXTS.refused_body, { faults: data.faults }, locale);
  return { title: numbered(TEXTS.refused, data, locale), body, link: `/purchases/${data.purchase_id}` };
}

function numbered(text: Text, { external_id }: { readonly external_id: string | null }, locale: Locale): string {
  return phrase(text, { number: external_id ?? '' }, locale);
}

function expiryWords({ terms, total, day }: Extract<NoticeData, { what: 'expiry' }>, locale: Locale, today: string): Words {
  const [only] = terms;
  if (only && total === 1) return { title: endOf(only, locale, today), body: describe(only, locale), link: pathOf(only) };
  const lines = terms.map((term) => `${term.number}: ${describe(term, locale)}`);
  if (total > terms.length) lines.push(phrase(TEXTS.more, { more: total - terms.length }, locale));
  const last =
    terms
      .map((term) => term.valid_until ?? day)
      .toSorted()
      .at(-1) ?? day;
  const licenses = terms.some(({ kind }) => kind === 'license');
  return {
    title: phrase(TEXTS.many, { total }, locale),
    body: lines.join('\n'),
    link: `/${licenses ? 'licenses' : 'certificates'}?valid_until_from=${day}&valid_until_until=${last}`,
  };
}

function endOf({ kind, number, valid_until }: NamedTerm, locale: Locale, today: string): string {
  const days = daysBetween(today, valid_until ?? today);
  return phrase(ENDS[days > 0 ? 'later' : days === 0 ? 'today' : 'over'][kind], { number, days }, locale);
}

function describe({ product, valid_until }: NamedTerm, locale: Locale): string {
  if (valid_until === null) return phrase(TEXTS.perpetual, { product: product[locale] }, locale);
  return phrase(TEXTS.until, { product: product[locale], date: calendarDate(valid_until, locale) }, locale);
}

function pathOf({ kind, id }: NamedTerm): string {
  return `/${kind === 'license' ? 'licenses' : 'certificates'}/${id}`;
}

function calendarDate(date: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
