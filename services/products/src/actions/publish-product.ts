import { everywhere } from '@kabinet/contract/access';
import { productEvents } from '@kabinet/contracts/products/events';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { findProduct } from '../queries/product.ts';

/** Tells the others what became of the product; answers it as it now is. */
export async function publishProduct(
  context: ProductsContext,
  tx: Transaction,
  id: string,
  what: keyof typeof productEvents,
  options: { readonly republished?: true } = {},
): Promise<ProductDefinition> {
  const product = await findProduct(tx, id, everywhere);
  if (!product) throw new Error(`product ${id} vanished within its own transaction`);
  const { version, ...data } = product;
  await context.publish(tx, productEvents[what], { subject: id, version, organization_id: null, root_id: null, data, ...options });
  return product;
}
