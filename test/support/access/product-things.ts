import { productsContract } from '@kabinet/contracts/products';
import { staff } from 'kabinet-program/testing';
import { advisoryDocument, ADVISED_PRODUCT } from './advisory-document.ts';
import type { Builder, Organization } from './kinds.ts';
import { newProduct, nextNumber } from './new-things.ts';
import { publishRelease } from './release-things.ts';

/** The holding and the strangers buy different products. */
export async function productOf(builder: Builder, { root_id }: Organization): Promise<string> {
  const known = builder.products.get(root_id);
  if (known !== undefined) return known;
  const { id } = await builder.portal
    .client(productsContract, staff('product_manager'))
    .createProduct({ body: newProduct(`product-${nextNumber()}`) });
  builder.products.set(root_id, id);
  return id;
}

export async function addProduct({ portal }: Builder): Promise<string> {
  const body = newProduct(`product-${nextNumber()}`);
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

export async function newRelease(builder: Builder, organization: Organization): Promise<string> {
  return publishRelease(builder.portal, await productOf(builder, organization));
}

/** One for each of the products. */
export async function releaseOf(builder: Builder, organization: Organization): Promise<string> {
  const key = `a release for ${organization.root_id}`;
  const release = builder.products.get(key) ?? (await newRelease(builder, organization));
  builder.products.set(key, release);
  return release;
}

/** A public advisory about a product that nobody holds: everybody may know of it, and it says nothing of anybody. */
export async function publishAdvisory({ portal, products }: Builder): Promise<string> {
  const client = portal.client(productsContract, staff('product_manager'));
  const isFirst = !products.has(ADVISED_PRODUCT);
  if (isFirst) products.set(ADVISED_PRODUCT, (await client.createProduct({ body: newProduct(ADVISED_PRODUCT) })).id);
  const { id } = await client.importAdvisory({ body: advisoryDocument(isFirst ? 'access-public' : `access-${nextNumber()}`) });
  await client.publishAdvisory({ params: { id } });
  return id;
}
