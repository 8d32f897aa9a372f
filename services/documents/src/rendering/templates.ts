import { readFileSync } from 'node:fs';
import type { TemplateFiles } from './template-files.ts';

const FOLDER = new URL('../../templates/', import.meta.url);

export type DocumentKind = 'license' | 'certificate';

/** The templates that every product starts with: they take a `LicenseView` and a `CertificateView`. */
export function builtInTemplates(): Readonly<Record<DocumentKind, TemplateFiles>> {
  return { license: template('license.typ'), certificate: template('certificate.typ') };
}

function template(main: string): TemplateFiles {
  const names = [main, 'kit.typ'];
  return { main, files: Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, FOLDER))])) };
}
