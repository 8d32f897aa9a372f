import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, page } from '@kabinet/contract/schemas';
import { NewProduct, Product, ProductChanges, ProductDefinition, ProductRef, ProductStatus } from './resources.ts';

const params = closed({ id: ProductRef });
const product = { of: 'product', param: 'id' } as const;
/** Room for the largest schema and both descriptions. */
const body_limit = 128 * 1024;

export const productOperations = {
  listProducts: operation({
    summary: 'List products',
    method: 'GET',
    path: '/products',
    access: { kind: 'permission', permission: 'products.read' },
    query: listQuery(['name', 'slug', 'created_at'], { status: anyOf(ProductStatus) }),
    ok: { status: 200, body: page(Product) },
    problems: [],
  }),
  createProduct: operation({
    summary: 'Add a product',
    method: 'POST',
    path: '/products',
    access: { kind: 'permission', permission: 'products.manage' },
    body: NewProduct,
    body_limit,
    ok: { status: 201, body: Product },
    problems: ['product_slug_taken'],
    idempotency: 'honoured',
  }),
  getProduct: operation({
    summary: 'Read a product by id or slug',
    method: 'GET',
    path: '/products/{id}',
    access: { kind: 'permission', permission: 'products.read', resource: product },
    params,
    ok: { status: 200, body: Product },
    problems: ['product_not_found'],
  }),
  changeProduct: operation({
    summary: 'Change, archive or restore a product',
    method: 'PATCH',
    path: '/products/{id}',
    access: { kind: 'permission', permission: 'products.manage', known_by: 'products.read', resource: product },
    params,
    body: ProductChanges,
    body_limit,
    ok: { status: 200, body: Product },
    problems: ['product_not_found'],
    if_match: 'required',
  }),
  getProductDefinition: operation({
    summary: 'Read what services know of a product, by id or slug',
    method: 'GET',
    path: '/internal/products/{id}',
    access: { kind: 'services' },
    params,
    ok: { status: 200, body: ProductDefinition },
    problems: ['product_not_found'],
  }),
} as const;
