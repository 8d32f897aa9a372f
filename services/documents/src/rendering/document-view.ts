import type { Locale } from '@kabinet/problem';
import type { CertificateDocument, LicenseDocument, ParameterSchema, Theme } from './document-data.ts';
import type { DocumentKind } from './templates.ts';
import { breakable, printable } from '@kabinet/rendering/printable';
import { qrSvg } from './qr.ts';
import { fill, formatDate, formatNumber, stampOf, texts, withinHours, type Texts } from './texts.ts';

/** What templates are given in `data.json`: everything in one language, formatted, in characters that can be printed. */
interface View {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly texts: Texts;
  readonly vendor: string;
  readonly number: string;
  readonly product: string;
  readonly organization: { readonly name: string; readonly inn: string; readonly kpp: string | null };
  readonly term: TermView;
  readonly issued_on: string;
  /** Across every page of what is not in force, whatever its template: see `stamped`. */
  readonly stamp: string | null;
  /** `qr` is an SVG. */
  readonly verify: { readonly url: string; readonly qr: string };
}

/** `from 1 December 2026`, `until 30 November 2027` or `perpetual`; the note repeats `from` and says that both days count. */
interface TermView {
  readonly from: string;
  readonly until: string;
  readonly note: string;
}

export interface LicenseView extends View {
  readonly quantity: string;
  readonly versions: string;
  readonly parameters: readonly { readonly title: string; readonly value: string }[];
  readonly certificates: readonly { readonly number: string; readonly level: string; readonly term: TermView }[];
  readonly key_id: string | null;
}

export interface CertificateView extends View {
  readonly level: string;
  /** `within 4 hours`. */
  readonly first_response: string;
  readonly licenses: readonly { readonly number: string; readonly quantity: string }[];
}

/** Puts a licence into words for `license.typ` and any template that takes its place. */
export function viewLicense(document: LicenseDocument, locale: Locale): LicenseView {
  return {
    ...view(document, 'license', locale),
    quantity: formatNumber(locale, document.quantity),
    versions: document.versions === null ? texts[locale].all_versions : breakable(document.versions),
    parameters: viewParameters(document.parameters, document.parameter_schema, locale),
    certificates: document.certificates.map((certificate) => ({
      number: breakable(certificate.number),
      level: breakable(certificate.level.name[locale]),
      term: viewTerm(certificate, locale),
    })),
    key_id: document.key_id === null ? null : breakable(document.key_id),
  };
}

/** Puts a certificate into words for `certificate.typ` and any template that takes its place. */
export function viewCertificate(document: CertificateDocument, locale: Locale): CertificateView {
  return {
    ...view(document, 'certificate', locale),
    level: breakable(document.level.name[locale]),
    first_response: withinHours(locale, document.level.first_response_hours),
    licenses: document.licenses.map((license) => ({
      number: breakable(license.number),
      quantity: formatNumber(locale, license.quantity),
    })),
  };
}

function view(document: LicenseDocument | CertificateDocument, kind: DocumentKind, locale: Locale): View {
  const { name, inn, kpp } = document.organization;
  return {
    locale,
    theme: document.theme,
    texts: texts[locale],
    vendor: breakable(document.vendor[locale]),
    number: breakable(document.number),
    product: breakable(document.product.name[locale]),
    organization: { name: breakable(name), inn: printable(inn), kpp: kpp === null ? null : printable(kpp) },
    term: viewTerm(document, locale),
    issued_on: formatDate(locale, document.issued_on),
    stamp: stampOf(kind, document.status, locale),
    verify: { url: document.verify_url, qr: qrSvg(document.verify_url) },
  };
}

function viewTerm(term: { readonly valid_from: string; readonly valid_until: string | null }, locale: Locale): TermView {
  const words = texts[locale];
  const from = fill(words.from, { date: formatDate(locale, term.valid_from) });
  if (term.valid_until === null) return { from, until: words.perpetual, note: from };
  const until = fill(words.until, { date: formatDate(locale, term.valid_until) });
  return { from, until, note: fill(words.both_included, { from }) };
}

/** In the schema's order; what the schema does not know comes last, under its own name. */
function viewParameters(parameters: LicenseDocument['parameters'], schema: ParameterSchema, locale: Locale): LicenseView['parameters'] {
  const names = new Set([...Object.keys(schema.properties ?? {}), ...Object.keys(parameters)]);
  return [...names]
    .filter((name) => Object.hasOwn(parameters, name))
    .map((name) => ({
      title: breakable(parameterTitle(name, schema.properties?.[name]?.title, locale)),
      value: breakable(parameterValue(parameters[name], locale)),
    }));
}

/** A schema has one title, in Russian as a rule; an English document then says the parameter's name instead. */
function parameterTitle(name: string, title: string | undefined, locale: Locale): string {
  if (title !== undefined && (locale === 'ru' || !/\p{Script=Cyrillic}/u.test(title))) return title;
  const words = name.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function parameterValue(value: unknown, locale: Locale): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(locale, value);
  if (typeof value === 'boolean') return texts[locale][value ? 'yes' : 'no'];
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map((item) => parameterValue(item, locale)).join(', ');
  return JSON.stringify(value);
}
