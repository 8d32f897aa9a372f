import { documentEvents } from '@kabinet/contracts/documents/events';
import type { DocumentKind, Template, TemplateChange } from '@kabinet/contracts/documents/resources';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { findTemplate, lockTemplate, updateTemplate, type TemplateRow } from '../queries/template.ts';
import { contentHash, productTemplate, type Customization } from '../templating/product-template.ts';
import { templateOf } from './read-templates.ts';
import { customizationOf, tryTemplate } from './try-template.ts';

/** Replaces the template of a product's documents, unless it cannot make samples of them. */
export async function replaceTemplate(
  context: DocumentsContext,
  ref: string,
  kind: DocumentKind,
  change: TemplateChange,
): Promise<Template> {
  const product = await context.peersAsService.products.getProductDefinition({ params: { id: ref } });
  const custom = customizationOf(change);
  await tryTemplate(context, product, productTemplate(product, kind, custom));
  return context.db.transaction((tx) => keepTemplate(context, tx, product, kind, custom));
}

/** Goes back to the built-in template and the product's own colour; nothing changes when nothing was changed. */
export async function resetTemplate(context: DocumentsContext, ref: string, kind: DocumentKind): Promise<void> {
  const product = await context.peersAsService.products.getProductDefinition({ params: { id: ref } });
  await context.db.transaction(async (tx) => {
    const before = await findTemplate(tx, product.id, kind);
    checkVersion(context, before);
    if (!before || (before.files === null && before.accent === null)) return;
    await keepTemplate(context, tx, product, kind, { main: null, files: null, accent: null });
  });
}

async function keepTemplate(
  context: DocumentsContext,
  tx: Transaction,
  product: ProductDefinition,
  kind: DocumentKind,
  custom: Customization,
): Promise<Template> {
  const at = context.now().toISOString();
  const before = await lockTemplate(tx, { id: context.newId(), product_id: product.id, kind, at });
  checkVersion(context, before);
  const files = custom.files === null ? null : JSON.stringify(custom.files);
  const row = await updateTemplate(tx, before.id, { ...custom, files, version: before.version + 1, updated_at: at });
  const { source, accent, custom: isCustom } = productTemplate(product, kind, custom);
  await context.publish(tx, documentEvents.template_changed, {
    subject: row.id,
    version: row.version,
    organization_id: null,
    root_id: null,
    data: { id: row.id, product_id: product.id, kind, custom: isCustom, accent, content_hash: contentHash(source) },
  });
  return templateOf(product, kind, row);
}

function checkVersion(context: DocumentsContext, row: TemplateRow | undefined): void {
  if (context.ifMatch !== undefined && context.ifMatch !== (row?.version ?? 0)) throw problem('version_mismatch');
}
