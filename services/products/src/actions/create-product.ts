import type { NewProduct, ProductDefinition } from '@kabinet/contracts/products/resources';
import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { particularFaults } from '../domain/product.ts';
import { insertProduct } from '../queries/product.ts';
import { jsonColumns } from '../queries/json-text.ts';
import { publishProduct } from './publish-product.ts';

/** Adds a product, active at once. */
export async function createProduct(context: ProductsContext, body: NewProduct): Promise<ProductDefinition> {
  const faults = particularFaults(body);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const id = context.newId();
  const now = context.now().toISOString();
  const row = { description: null, security_policy: 'always' as const, ...body, id, created_at: now, updated_at: now };
  return context.db.transaction(async (tx) => {
    const inserted = await insertProduct(tx, jsonColumns(row));
    if (!inserted) throw problem('product_slug_taken', { errors: [{ pointer: '/slug', code: 'taken' }] });
    return publishProduct(context, tx, id, 'product_created');
  });
}
