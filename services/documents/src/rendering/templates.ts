import { houseStyle } from '@kabinet/rendering/house-style';
import type { TemplateFiles } from '@kabinet/rendering/template-files';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../templates/', import.meta.url);

export type DocumentKind = 'license' | 'certificate';

/** The templates that every product starts with: they take a `LicenseView` and a `CertificateView`. */
export function builtInTemplates(): Readonly<Record<DocumentKind, TemplateFiles>> {
  return { license: template('license.typ'), certificate: template('certificate.typ') };
}

function template(main: string): TemplateFiles {
  return { main, files: { [main]: readFileSync(new URL(main, FOLDER)), ...houseStyle } };
}

const STAMP = readFileSync(new URL('stamp.typ', FOLDER), 'utf8');

/** The template with its data's `stamp` across every page: a product's own template need not know of it. */
export function stamped({ main, files }: TemplateFiles): TemplateFiles {
  let stamp = 'stamp.typ';
  while (Object.hasOwn(files, stamp)) stamp = `_${stamp}`;
  return { main: stamp, files: { ...files, [stamp]: Buffer.from(`${STAMP}\n#include "/${main}"\n`) } };
}
