import { CalendarDate, closed, Instant, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** The body of an answer that is a file: its media type stands in the operation's `content_type`. */
export const Bytes = Type.Unsafe<Uint8Array>({});

/** What a document is about, and what a template makes. */
export const DocumentKind = Type.Enum(['license', 'certificate']);
export type DocumentKind = Static<typeof DocumentKind>;

export const DocumentLocale = Type.Enum(['ru', 'en']);

/** A public key of license files (RFC 8037). Keys stay published for ever, so that old files can be verified. */
export const LicenseKey = closed({
  kid: Type.String(),
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String(),
  use: Type.Literal('sig'),
  /** Published before that, so that products know the key when the first file comes. */
  signs_from: Instant,
});
export type LicenseKey = Static<typeof LicenseKey>;

/** What anybody may know who holds the document: the fewest fields that confirm it, and never whose it is. */
export const Verification = closed({
  kind: DocumentKind,
  number: Type.String(),
  product: LocalizedText,
  status: Type.Enum(['scheduled', 'active', 'expired', 'suspended', 'revoked']),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
});
export type Verification = Static<typeof Verification>;

/** NUL stands in no template, and PostgreSQL cannot keep it. */
const SourceText = Type.String({ maxLength: 1_048_576, pattern: '^[^\\u0000]*$', title: 'no_nul' });
/** Text as it is, other contents (a logo, say) in base64. */
const TemplateFile = Type.Union([
  SourceText,
  closed({ base64: Type.String({ maxLength: 1_398_104, pattern: '^[A-Za-z0-9+/]*={0,2}$', title: 'base64' }) }),
]);
const FilePath = Type.String({ minLength: 1, maxLength: 300 });
const Files = Type.Record(FilePath, TemplateFile, { minProperties: 1, maxProperties: 50 });
const Accent = Type.String({ pattern: '^#[0-9a-f]{6}$', title: 'colour' });
export type TemplateFiles = Static<typeof Files>;

/** The template of one kind of document of a product. Without `custom` it is the built-in one. */
export const Template = closed({
  product_id: Uuid,
  kind: DocumentKind,
  custom: Type.Boolean(),
  /** The file, among `files`, that makes the document. */
  main: Type.String(),
  files: Files,
  /** The colour of headings and rules, `#rrggbb`. */
  accent: Type.String(),
  version: Type.Integer(),
  updated_at: nullable(Instant),
});
export type Template = Static<typeof Template>;

/**
 * Typst sources with their main file, the product's accent colour, or both: without sources the built-in template stays,
 * without an accent the product's own colour.
 */
export const TemplateChange = closed({
  main: Type.Optional(FilePath),
  files: Type.Optional(Files),
  accent: Type.Optional(nullable(Accent)),
});
export type TemplateChange = Static<typeof TemplateChange>;
