import type { DocumentKind, TemplateFiles as WireFiles } from '@kabinet/contracts/documents/resources';
import { createHash } from 'node:crypto';
import { accentOf } from '../domain/accent.ts';
import type { TemplateFiles } from '@kabinet/rendering/template-files';
import { builtInTemplates } from '../rendering/templates.ts';

/** The template that makes one kind of document of one product. */
export interface ProductTemplate {
  readonly kind: DocumentKind;
  /** Whether the product has sources of its own. */
  readonly custom: boolean;
  readonly source: TemplateFiles;
  /** `#rrggbb`. */
  readonly accent: string;
}

/** What may differ from the built-in template. */
export interface Customization {
  readonly main: string | null;
  readonly files: WireFiles | null;
  readonly accent: string | null;
}

const builtIn = builtInTemplates();

export function productTemplate(
  product: { readonly slug: string },
  kind: DocumentKind,
  custom: Customization | undefined,
): ProductTemplate {
  const accent = custom?.accent ?? accentOf(product.slug);
  if (!custom?.files || custom.main === null) return { kind, custom: false, source: builtIn[kind], accent };
  return { kind, custom: true, source: { main: custom.main, files: unpack(custom.files) }, accent };
}

/** Tells templates with other contents apart, in hex: it covers names, contents and which of them is the main file. */
export function contentHash({ main, files }: TemplateFiles): string {
  const hash = createHash('sha256').update(JSON.stringify(main));
  for (const path of Object.keys(files).toSorted()) {
    const content = files[path] ?? new Uint8Array();
    hash.update(`\n${JSON.stringify(path)} ${content.byteLength}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Bytes of all files together. */
export function sizeOf({ files }: TemplateFiles): number {
  return Object.values(files).reduce((sum, content) => sum + content.byteLength, 0);
}

function unpack(files: WireFiles): Record<string, Uint8Array> {
  const entries = Object.entries(files).map(([path, content]) => [path, contentOf(content)] as const);
  return Object.fromEntries(entries);
}

function contentOf(content: WireFiles[string]): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.base64, 'base64');
}

/** The files as the API shows them: text where they are text. */
export function pack({ files }: TemplateFiles): WireFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, packed(Buffer.from(content))]));
}

function packed(content: Buffer): WireFiles[string] {
  const text = content.toString();
  const isText = !text.includes('\0') && Buffer.from(text).equals(content);
  return isText ? text : { base64: content.toString('base64') };
}
