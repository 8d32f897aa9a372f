import type { Verification } from '@kabinet/contracts/documents/resources';
import type { Locale, Text } from '@kabinet/problem';
import { createHash } from 'node:crypto';

const STYLE = `:root{color-scheme:light dark;font:1.05rem/1.5 system-ui,sans-serif}
body{max-width:34rem;margin:10vh auto;padding:0 1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1.5rem}
p{font-size:1.25rem;font-weight:600;padding:.75rem 1rem;border-radius:.5rem;border-left:.375rem solid}
p.good{border-color:#0b7a5b;background:#0b7a5b22}
p.bad{border-color:#b3261e;background:#b3261e22}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:1.5rem 0}
dt{opacity:.7}
dd{margin:0;overflow-wrap:anywhere}
footer{font-size:.9rem;opacity:.7}`;

/** Lets in the page's own style sheet by its hash, and nothing else. */
export const VERIFICATION_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const KINDS: Record<Verification['kind'], Text> = {
  license: { ru: 'Лицензия', en: 'License' },
  certificate: { ru: 'Сертификат технической поддержки', en: 'Technical support certificate' },
};

const STATUSES: Record<Verification['status'], Text> = {
  active: { ru: 'Действует', en: 'In force' },
  scheduled: { ru: 'Ещё не действует', en: 'Not in force yet' },
  expired: { ru: 'Срок истёк', en: 'Expired' },
  suspended: { ru: 'Действие приостановлено', en: 'Suspended' },
  revoked: { ru: 'Отозвано поставщиком', en: 'Revoked by the vendor' },
};

const TEXTS = {
  number: { ru: 'Номер', en: 'Number' },
  product: { ru: 'Продукт', en: 'Product' },
  from: { ru: 'Действует с', en: 'From' },
  until: { ru: 'По', en: 'Until' },
  perpetual: { ru: 'бессрочно', en: 'perpetual' },
  issued: { ru: 'Документ выдан поставщиком:', en: 'Issued by the vendor:' },
  included: { ru: 'Последний день входит в срок.', en: 'The last day is included in the term.' },
} as const satisfies Record<string, Text>;

/** The whole page, without scripts: it says in `locale` what the vendor knows of the document today. */
export function verificationPage(verification: Verification, vendor: Text, locale: Locale): string {
  const { number, product, valid_from, valid_until } = verification;
  const kind = KINDS[verification.kind][locale];
  const rows = [
    [TEXTS.number, number],
    [TEXTS.product, product[locale]],
    [TEXTS.from, formatDate(valid_from, locale)],
    [TEXTS.until, valid_until === null ? TEXTS.perpetual[locale] : formatDate(valid_until, locale)],
  ] as const;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(`${kind} ${number}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(kind)}</h1>
<p class="${verification.status === 'active' ? 'good' : 'bad'}">${STATUSES[verification.status][locale]}</p>
<dl>
${rows.map(([label, value]) => `<dt>${label[locale]}</dt><dd>${escape(value)}</dd>`).join('\n')}
</dl>
</main>
<footer>${TEXTS.issued[locale]} ${escape(vendor[locale])}. ${TEXTS.included[locale]}</footer>
</body>
</html>
`;
}

/** `date` is a calendar date and has no time zone. */
function formatDate(date: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru-RU', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
