import type { Locale, ProblemDocument, Text } from '@kabinet/problem';
import { createHash } from 'node:crypto';

const STYLE = `:root{color-scheme:light dark;font:1.05rem/1.5 system-ui,sans-serif}
body{max-width:34rem;margin:10vh auto;padding:0 1.25rem}
h1{font-size:1.5rem;line-height:1.25;padding-left:1rem;border-left:.375rem solid #b3261e}
p,li{overflow-wrap:anywhere}
footer{font-size:.9rem;opacity:.7}`;

/** Lets in the page's own style sheet by its hash, and nothing else. */
export const PROBLEM_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const CODE: Text = { ru: 'Код', en: 'Code' };
const REQUEST: Text = { ru: 'Номер запроса', en: 'Request id' };

/** What a problem says, as a page without scripts: for who asked for a page. */
export function problemPage({ title, detail, code, errors = [], request_id }: ProblemDocument, locale: Locale): string {
  const faults = errors.map((error) => `<li>${escape(error.detail)}</li>`).join('');
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${detail === title ? '' : `<p>${escape(detail)}</p>`}
${faults === '' ? '' : `<ul>${faults}</ul>`}
</main>
<footer>${CODE[locale]}: <code>${code}</code>. ${REQUEST[locale]}: ${escape(request_id)}</footer>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
