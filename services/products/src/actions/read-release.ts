import type { Input } from '@kabinet/contract';
import { productsContract } from '@kabinet/contracts/products';
import type { Release } from '@kabinet/contracts/products/resources';
import { faultDetail, problem } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { ProductsContext } from '../context.ts';
import { listReleases } from '../queries/list-releases.ts';
import { findProduct } from '../queries/product.ts';
import { findRelease, type KeptRelease } from '../queries/release.ts';

type Operations = (typeof productsContract)['operations'];

const fields = { ...platformFields, ...productsContract.fields };

/** A release with its version. Throws `release_not_found`. */
export async function readRelease(context: ProductsContext, id: string): Promise<{ body: Release; version: number }> {
  const found = await findRelease(context.db, id, context.scope('products.read'));
  if (!found) throw problem('release_not_found');
  const { revision, ...release } = found;
  return { body: explained(context, release), version: revision };
}

export async function readReleases(context: ProductsContext, query: Input<Operations['listReleases']>['query']) {
  const page = await listReleases(context, query);
  return { ...page, items: page.items.map((release) => explained(context, release)) };
}

/** The releases of the product that `ref`, an id or a slug, names. Throws `product_not_found`. */
export async function readProductReleases(context: ProductsContext, ref: string, query: Input<Operations['listProductReleases']>['query']) {
  const product = await findProduct(context.db, ref, context.scope('products.read'));
  if (!product) throw problem('product_not_found');
  return readReleases(context, { ...query, product_id: [product.id] });
}

/** Faults of the upload are the business of those who upload. */
function explained(context: ProductsContext, release: KeptRelease): Release {
  const faults = context.scope('releases.read').kind === 'everywhere' ? release.faults : [];
  return { ...release, faults: faults.map((fault) => ({ ...fault, detail: faultDetail(fault, fields, context.origin.locale) })) };
}
