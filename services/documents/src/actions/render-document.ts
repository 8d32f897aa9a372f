import type { DocumentKind } from '@kabinet/contracts/documents/resources';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { problem, type Text } from '@kabinet/problem';
import { vendorName } from '@kabinet/service';
import { createHash } from 'node:crypto';
import type { DocumentsContext } from '../context.ts';
import type { DocumentStatus, SupportLevel } from '../rendering/document-data.ts';
import type { CertificateView, LicenseView } from '../rendering/document-view.ts';
import { RenderError } from '@kabinet/rendering/render-error';
import { stamped } from '../rendering/templates.ts';
import { findTemplate } from '../queries/template.ts';
import { contentHash, productTemplate, type ProductTemplate } from '../templating/product-template.ts';
import { verificationUrl } from './confirm-document.ts';
import { learnOrganization } from './learn-organization.ts';

/** A licence or certificate as its own service tells it, as far as the documents of both are alike. */
export interface Term {
  readonly id: string;
  readonly number: string;
  readonly cabinet: { readonly id: string };
  readonly product: { readonly id: string; readonly name: Text };
  readonly status: DocumentStatus;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What stands in the documents of licences and certificates alike, and what makes them. */
export async function documentFacts(context: DocumentsContext, kind: DocumentKind, term: Term) {
  const [vendor, organization, product, custom] = await Promise.all([
    vendorName(context),
    learnOrganization(context, term.cabinet.id),
    context.peersAsService.products.getProductDefinition({ params: { id: term.product.id } }),
    findTemplate(context.db, term.product.id, kind),
  ]);
  const template = productTemplate(product, kind, custom);
  return {
    template,
    product,
    document: {
      vendor,
      theme: { accent: template.accent },
      number: term.number,
      product: { name: product.name },
      organization: holderOf(organization),
      status: term.status,
      issued_on: calendarDate(context, term.created_at),
      verify_url: await verificationUrl(context, { kind, id: term.id }, organization),
    },
  };
}

export function holderOf({ name, inn, kpp }: OrganizationNode) {
  return { name, inn, kpp };
}

/** The level of that code; one that the product no longer has is called by its code and promises nothing: 0 hours. */
export function supportLevel(product: ProductDefinition, code: string): SupportLevel {
  return product.support_levels.find((level) => level.code === code) ?? { name: { ru: code, en: code }, first_response_hours: 0 };
}

/** Makes the document, or takes the one that was made from exactly the same. Throws `document_not_rendered` or `unavailable`. */
export async function renderDocument(
  context: DocumentsContext,
  { source }: ProductTemplate,
  data: LicenseView | CertificateView,
  term: Term,
): Promise<Uint8Array> {
  const createdAt = new Date(term.updated_at);
  const template = data.stamp === null ? source : stamped(source);
  const key = createHash('sha256')
    .update(JSON.stringify([contentHash(template), createdAt, data]))
    .digest('hex');
  try {
    return await context.state.cache.get(key, () => context.state.renderer.render({ template, data, locale: data.locale, createdAt }));
  } catch (error) {
    if (error instanceof RenderError) throw refusalOf(context, error, term);
    throw error;
  }
}

function refusalOf(context: DocumentsContext, error: RenderError, { id }: Term) {
  switch (error.kind) {
    case 'busy':
    case 'closed':
    case 'crashed':
      return problem('unavailable', { headers: { 'retry-after': '2' }, cause: error });
    case 'template_error':
    case 'timeout':
    case 'memory':
      context.log.error({ err: error, diagnostics: error.diagnostics, document: id }, 'a document was not rendered');
      return problem('document_not_rendered', { cause: error });
  }
}

/** The day of an instant in the vendor's time zone, `YYYY-MM-DD`. */
function calendarDate(context: DocumentsContext, instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: context.installation.timeZone }).format(new Date(instant));
}
