import type { Advisory, ImpactStatus } from '@kabinet/contracts/products/advisory-resources';

type Locale = 'ru' | 'en';

export interface FeedOf {
  readonly cabinet: { readonly id: string; readonly name: string };
  /** The origin of the portal. */
  readonly url: string;
  readonly locale: Locale;
  /** Where nothing was published yet. */
  readonly emptySince: string;
}

const TITLE = { ru: 'Бюллетени безопасности', en: 'Security advisories' };
const IMPACT: Readonly<Record<ImpactStatus, Readonly<Record<Locale, string>>>> = {
  affected: { ru: 'Затрагивает вас', en: 'Affects you' },
  unknown: { ru: 'Неизвестно, затрагивает ли вас', en: 'Whether it affects you is unknown' },
  updated: {
    ru: 'Исправление скачано: проверьте, что оно установлено везде',
    en: 'A fix was downloaded: see that it is installed everywhere',
  },
  not_affected: { ru: 'Не затрагивает вас', en: 'Does not affect you' },
  not_held: { ru: 'Этого продукта у вас нет', en: 'You do not hold this product' },
};

/** An Atom feed (RFC 4287) of what the organization and those below it should know. */
export function atomFeed({ cabinet, url, locale, emptySince }: FeedOf, advisories: readonly Advisory[]): string {
  const updated =
    advisories
      .map(({ updated_at }) => updated_at)
      .toSorted()
      .at(-1) ?? emptySince;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>urn:uuid:${cabinet.id}</id>
  <title>${escape(`${TITLE[locale]}: ${cabinet.name}`)}</title>
  <updated>${updated}</updated>
  <link rel="self" type="application/atom+xml" href="${escape(`${url}/api/v1/cabinets/${cabinet.id}/advisory-feed`)}"/>
  <link rel="alternate" type="text/html" href="${escape(`${url}/security`)}"/>
${advisories.map((advisory) => entry(advisory, url, locale)).join('')}</feed>
`;
}

function entry(advisory: Advisory, url: string, locale: Locale): string {
  const impact = IMPACT[advisory.impact?.status ?? 'unknown'][locale];
  const products = advisory.products.map(({ name }) => name[locale]).join(', ');
  const facts = [impact, products, advisory.cves.join(', '), advisory.score === null ? '' : `CVSS ${advisory.score}`];
  return `  <entry>
    <id>urn:uuid:${advisory.id}</id>
    <title>${escape(`${advisory.tracking_id}: ${advisory.title}`)}</title>
    <published>${advisory.published_at ?? advisory.released_at}</published>
    <updated>${advisory.updated_at}</updated>
    <author><name>${escape(advisory.products[0]?.name[locale] ?? advisory.tracking_id)}</name></author>
    <category scheme="urn:kabinet:impact" term="${advisory.impact?.status ?? 'unknown'}" label="${escape(impact)}"/>
    <category scheme="urn:kabinet:severity" term="${advisory.severity}"/>
    <link rel="alternate" type="text/html" href="${escape(`${url}/security/${advisory.id}`)}"/>
    <summary type="text">${escape(facts.filter((fact) => fact !== '').join('. '))}</summary>
  </entry>
`;
}

/** What XML 1.0 cannot hold at all is left out. */
function escape(text: string): string {
  const printable = text.replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '');
  return printable.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
