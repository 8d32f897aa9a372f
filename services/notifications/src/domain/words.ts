import { phrase, type Locale, type Text } from '@kabinet/problem';
import { daysBetween } from './expiry.ts';
import {
  ENDS,
  ISSUE_STATUSES,
  ISSUE_TITLES,
  RELEASES,
  ROLES,
  SEVERITIES,
  TERM_TITLES,
  TEXTS,
  TRANSFERS,
  UNITS,
  type IssueNews,
  type IssueStatus,
  type ReleaseKind,
  type Severity,
  type TermChange,
  type TermKind,
  type TransferSide,
  type TransferStatus,
} from './notice-texts.ts';

/** A licence or certificate as a notice names it. */
export interface NamedTerm {
  readonly kind: TermKind;
  readonly id: string;
  readonly number: string;
  readonly product: Text;
  /** `YYYY-MM-DD`; null: perpetual. */
  readonly valid_until: string | null;
}

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
      readonly what: 'published' | 'recalled';
      readonly id: string;
      readonly version: string;
      readonly kind: ReleaseKind;
      readonly product: Text;
      readonly reason: string | null;
    }
  | { readonly what: 'release_held'; readonly id: string; readonly folder: string; readonly faults: number }
  | {
      readonly what: 'advisory';
      readonly id: string;
      readonly tracking_id: string;
      readonly title: string;
      readonly severity: Severity;
      readonly cves: readonly string[];
      readonly products: readonly Text[];
    }
  | { readonly what: IssueNews; readonly issue: { readonly id: string; readonly number: string; readonly status: IssueStatus } }
  | { readonly what: 'role_granted' | 'role_changed' | 'role_removed'; readonly role: string }
  /** Without an organization it is told to staff. */
  | {
      readonly what: 'bounce';
      readonly mail_id: string;
      readonly address: string;
      readonly reply: string;
      readonly organization_id: string | null;
    }
  | { readonly what: 'webhook_failed'; readonly id: string; readonly host: string; readonly gone: boolean };

/** A notice as its reader sees it. `link` is a path of the portal. */
export interface Words {
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
}

/** What a notice says, on `today` of the vendor's calendar. */
export function wordsOf(data: NoticeData, locale: Locale, today: string): Words {
  if ('term' in data) return termWords(data.what, data.term, locale);
  if ('issue' in data) return issueWords(data.what, data.issue, locale);
  if ('role' in data) return roleWords(data.what, data.role, locale);
  switch (data.what) {
    case 'announcement':
      return { title: data.title[locale], body: data.body[locale], link: data.link };
    case 'expiry':
      return expiryWords(data, locale, today);
    case 'purchase':
      return { title: numbered(TEXTS.purchase, data, locale), body: TEXTS.purchase_body[locale], link: '/licenses' };
    case 'purchase_refused':
      return refusedWords(data, locale);
    case 'published':
    case 'recalled':
    case 'release_held':
      return releaseWords(data, locale);
    case 'advisory':
      return advisoryWords(data, locale);
    case 'transfer':
      return transferWords(data, locale);
    case 'webhook_failed':
      return webhookWords(data, locale);
    case 'bounce':
      return bounceWords(data, locale);
  }
}

function webhookWords({ id, host, gone }: Extract<NoticeData, { what: 'webhook_failed' }>, locale: Locale): Words {
  const body = (gone ? TEXTS.webhook_gone : TEXTS.webhook_silent)[locale];
  return { title: phrase(TEXTS.webhook_failed, { host }, locale), body, link: `/webhooks/${id}` };
}

function bounceWords({ mail_id, address, reply, organization_id }: Extract<NoticeData, { what: 'bounce' }>, locale: Locale): Words {
  return {
    title: phrase(TEXTS.bounce, { address }, locale),
    body: phrase(organization_id === null ? TEXTS.bounce_staff : TEXTS.bounce_owner, { reply }, locale),
    link: organization_id === null ? `/mails/${mail_id}` : `/organizations/${organization_id}`,
  };
}

function roleWords(what: 'role_granted' | 'role_changed' | 'role_removed', name: string, locale: Locale): Words {
  const role = ROLES[name]?.[locale] ?? name;
  return { title: phrase(TEXTS[what], { role }, locale), body: '', link: what === 'role_removed' ? null : '/organizations' };
}

function termWords(what: TermChange, term: NamedTerm, locale: Locale): Words {
  const title = phrase(TERM_TITLES[what][term.kind], { number: term.number }, locale);
  return { title, body: describe(term, locale), link: pathOf(term) };
}

function issueWords(what: IssueNews, { id, number, status }: { id: string; number: string; status: IssueStatus }, locale: Locale): Words {
  const title = phrase(ISSUE_TITLES[what], { number, status: ISSUE_STATUSES[status][locale] }, locale);
  return { title, body: '', link: `/support/${id}` };
}

function releaseWords(data: Extract<NoticeData, { what: 'published' | 'recalled' | 'release_held' }>, locale: Locale): Words {
  if (data.what === 'release_held') {
    const body = phrase(TEXTS.upload_faults, { faults: data.faults }, locale);
    return { title: phrase(TEXTS.upload_held, { folder: data.folder }, locale), body, link: `/uploads/${data.id}` };
  }
  const { id, version, product, reason } = data;
  const title = phrase(data.what === 'published' ? RELEASES[data.kind] : TEXTS.recalled, { product: product[locale], version }, locale);
  return { title, body: reason ?? '', link: `/releases/${id}` };
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
