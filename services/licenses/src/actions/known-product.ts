import { isProblem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { findProducts, recordProduct, type ProductRow } from '../queries/product.ts';

/**
 * The products of these ids and slugs. What no event has told of yet is asked for and kept, so that a product can be sold
 * the moment it exists.
 */
export async function knownProducts(
  context: LicensesContext,
  keys: { ids?: readonly string[]; slugs?: readonly string[] },
): Promise<Map<string, ProductRow>> {
  const known = new Map<string, ProductRow>();
  for (const product of await findProducts(context.system, keys)) known.set(product.id, product).set(product.slug, product);
  for (const key of [...(keys.ids ?? []), ...(keys.slugs ?? [])]) {
    if (known.has(key)) continue;
    const product = await askForProduct(context, key);
    if (!product) continue;
    await context.system.transaction((tx) => recordProduct(tx, product));
    known.set(product.id, product).set(product.slug, product);
  }
  return known;
}

async function askForProduct(context: LicensesContext, id: string): Promise<ProductRow | undefined> {
  try {
    return await context.peersAsService.products.getProductDefinition({ params: { id } });
  } catch (error) {
    if (isProblem(error, 'product_not_found', 'not_found')) return undefined;
    throw error;
  }
}
