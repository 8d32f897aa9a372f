import { implement } from '@kabinet/contract/implement';
import { everywhere } from '@kabinet/contract/access';
import { productsContract } from '@kabinet/contracts/products';
import { problem } from '@kabinet/problem';
import { changeProduct } from './actions/change-product.ts';
import { createProduct } from './actions/create-product.ts';
import type { ProductsContext } from './context.ts';
import { listProducts } from './queries/list-products.ts';
import { findProduct, productExists } from './queries/product.ts';

export const implementation = implement<ProductsContext>()(productsContract, {
  resources: { product: (context, ref, scope) => productExists(context.db, ref, scope) },
  handlers: {
    listProducts: async (context, { query }) => ({ body: await listProducts(context, query) }),
    createProduct: async (context, { body }) => {
      const { version, ...product } = await createProduct(context, body);
      return { body: product, version, location: `/api/v1/products/${product.id}` };
    },
    getProduct: async (context, { params }) => {
      const found = await findProduct(context.db, params.id, context.scope('products.read'));
      if (!found) throw problem('product_not_found');
      const { version, ...product } = found;
      return { body: product, version };
    },
    changeProduct: async (context, { params, body }) => {
      const { version, ...product } = await changeProduct(context, params.id, body);
      return { body: product, version };
    },
    getProductDefinition: async (context, { params }) => {
      const definition = await findProduct(context.db, params.id, everywhere);
      if (!definition) throw problem('product_not_found');
      return { body: definition, version: definition.version };
    },
  },
});
