import type { DocumentKind, TemplateChange } from '@kabinet/contracts/documents/resources';
import type { Locale } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { fileReply } from '../domain/file-reply.ts';
import { findTemplate } from '../queries/template.ts';
import { productTemplate } from '../templating/product-template.ts';
import { customizationOf, renderSample } from './try-template.ts';

/** A sample made by the template as it would be after `change`, or as it is when that is empty. */
export async function previewTemplate(context: DocumentsContext, ref: string, kind: DocumentKind, change: TemplateChange, locale: Locale) {
  const product = await context.peersAsService.products.getProductDefinition({ params: { id: ref } });
  const unchanged = Object.keys(change).length === 0;
  const custom = unchanged ? await findTemplate(context.db, product.id, kind) : customizationOf(change);
  const pdf = await renderSample(context, product, productTemplate(product, kind, custom), { fill: 'full', locale });
  return fileReply(pdf, `${product.slug}-${kind}-sample.pdf`, locale);
}
