import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import Type from 'typebox';
import { republishProducts } from './actions/republish-products.ts';
import { implementation } from './routes.ts';

export const products = defineService({
  name: 'products',
  contract: productsContract,
  peers: {},
  implementation,
  migrations: new URL('../migrations/', import.meta.url),
  config: Type.Object({}),
  open: async () => ({}),
  republish: republishProducts,
});
