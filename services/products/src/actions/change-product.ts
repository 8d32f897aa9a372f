import type { ProductChanges, ProductDefinition } from '@kabinet/contracts/products/resources';
import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { particularFaults } from '../domain/product.ts';
import { lockProduct, updateProduct } from '../queries/product.ts';
import { jsonColumns } from '../queries/json-text.ts';
import { publishProduct } from './publish-product.ts';

/**
 * Changes the product that `ref` (id or slug) names. Licences and certificates keep the parameters and the level that
 * they were issued with: a narrower schema or a removed level holds for those issued afterwards only.
 */
export async function changeProduct(context: ProductsContext, ref: string, changes: ProductChanges): Promise<ProductDefinition> {
  const faults = particularFaults(changes);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  return context.db.transaction(async (tx) => {
    const before = await lockProduct(tx, ref);
    if (!before) throw problem('product_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    await updateProduct(tx, before.id, { ...jsonColumns(changes), version: before.version + 1, updated_at: context.now().toISOString() });
    return publishProduct(context, tx, before.id, 'product_changed');
  });
}
