import { defineEvents } from '@kabinet/contract/events';
import { Product } from './resources.ts';

/** Every event carries the product's whole state, so that followers need no order. Products belong to no organization. */
export const productEvents = defineEvents('products', {
  product_created: { type: 'product.created', summary: 'A product is offered', data: Product },
  product_changed: { type: 'product.changed', summary: 'A product has other particulars, or is archived or offered again', data: Product },
});
