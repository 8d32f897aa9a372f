import type { DocumentKind, Template } from '@kabinet/contracts/documents/resources';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import type { DocumentsContext } from '../context.ts';
import { findTemplates, type TemplateRow } from '../queries/template.ts';
import { pack, productTemplate } from '../templating/product-template.ts';

/** The templates of a product, one for each kind of document, with their sources. */
export async function readTemplates(context: DocumentsContext, ref: string): Promise<Template[]> {
  const product = await context.peersAsService.products.getProductDefinition({ params: { id: ref } });
  const rows = await findTemplates(context.db, product.id);
  return (['license', 'certificate'] as const).map((kind) =>
    templateOf(
      product,
      kind,
      rows.find((row) => row.kind === kind),
    ),
  );
}

/** As the API shows it; version 0 when nothing was ever changed. */
export function templateOf(product: Pick<ProductDefinition, 'id' | 'slug'>, kind: DocumentKind, row: TemplateRow | undefined): Template {
  const { custom, source, accent } = productTemplate(product, kind, row);
  const { version = 0, updated_at = null } = row ?? {};
  return { product_id: product.id, kind, custom, main: source.main, files: pack(source), accent, version, updated_at };
}
