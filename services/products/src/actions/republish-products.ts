import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { listProductIdsAfter } from '../queries/product.ts';
import { publishProduct } from './publish-product.ts';

const BATCH = 100;

/** Tells the state of the next products once more; answers the last one's id, or undefined when all are told. */
export async function republishProducts(context: ProductsContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  const ids = await listProductIdsAfter(tx, after, BATCH);
  for (const id of ids) await publishProduct(context, tx, id, 'product_changed', { republished: true });
  return ids.length === BATCH ? ids.at(-1) : undefined;
}
