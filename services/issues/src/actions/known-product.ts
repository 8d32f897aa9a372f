import { isProblem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { findProduct, recordProduct, type KnownProduct } from '../queries/product.ts';

/** The product; what no event has told of yet is asked for and kept. */
export async function knownProduct(context: IssuesContext, id: string): Promise<KnownProduct | undefined> {
  const known = await findProduct(context.system, id);
  if (known) return known;
  try {
    const asked = await context.peersAsService.products.getProductDefinition({ params: { id } });
    await context.system.transaction((tx) => recordProduct(tx, asked));
    return asked;
  } catch (error) {
    if (isProblem(error, 'product_not_found', 'not_found')) return undefined;
    throw error;
  }
}
