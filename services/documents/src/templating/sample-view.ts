import type { DocumentKind } from '@kabinet/contracts/documents/resources';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import type { Locale, Text } from '@kabinet/problem';
import { sampleParameters } from '../domain/sample-parameters.ts';
import type { CertificateDocument, LicenseDocument } from '../rendering/document-data.ts';
import { viewCertificate, viewLicense, type CertificateView, type LicenseView } from '../rendering/document-view.ts';

/** `full` has everything that a document may hold, `sparse` only what each one has. */
export type SampleFill = 'full' | 'sparse';

export interface SampleSubject {
  readonly kind: DocumentKind;
  readonly product: ProductDefinition;
  readonly accent: string;
  readonly vendor: Text;
  readonly publicUrl: string;
}

/** The day of the samples: any would do, as long as it is always the same. */
export const SAMPLED_AT = new Date('2026-01-15T09:00:00Z');
const NO_TOKEN = '0'.repeat(22);
const term = { valid_from: '2026-01-15', valid_until: '2027-01-14' };

/** A document of nobody, for the product's own templates to be tried on. */
export function sampleView(subject: SampleSubject, fill: SampleFill, locale: Locale): LicenseView | CertificateView {
  return subject.kind === 'license'
    ? viewLicense(sampleLicense(subject, fill), locale)
    : viewCertificate(sampleCertificate(subject, fill), locale);
}

function sampleLicense(subject: SampleSubject, fill: SampleFill): LicenseDocument {
  const { product } = subject;
  const full = fill === 'full';
  return {
    ...sampleDocument(subject, 'L-2026-000000000', full),
    ...term,
    valid_until: full ? term.valid_until : null,
    quantity: full ? 1250 : 1,
    versions: full ? '1.x' : null,
    parameters: full ? sampleParameters(product.parameters) : {},
    parameter_schema: product.parameters,
    certificates: full ? [{ number: 'C-2026-000000000', level: sampleLevel(product), ...term }] : [],
    key_id: full ? 'license-sample' : null,
  };
}

function sampleCertificate(subject: SampleSubject, fill: SampleFill): CertificateDocument {
  const full = fill === 'full';
  return {
    ...sampleDocument(subject, 'C-2026-000000000', full),
    ...term,
    level: sampleLevel(subject.product),
    licenses: full ? [{ number: 'L-2026-000000000', quantity: 1250 }] : [],
  };
}

function sampleDocument({ product, accent, vendor, publicUrl }: SampleSubject, number: string, full: boolean) {
  return {
    vendor,
    theme: { accent },
    number,
    product: { name: product.name },
    organization: {
      name: full ? 'ПАО «Образец»' : 'ИП Образцов О. О.',
      inn: full ? '7707083893' : '500100732259',
      kpp: full ? '770701001' : null,
    },
    status: 'active' as const,
    issued_on: term.valid_from,
    verify_url: `${publicUrl}/verify/${NO_TOKEN}`,
  };
}

function sampleLevel(product: ProductDefinition) {
  return product.support_levels[0] ?? { name: { ru: 'Стандартная', en: 'Standard' }, first_response_hours: 16 };
}
