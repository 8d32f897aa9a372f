import type { Product } from '@kabinet/contracts/products/resources';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'product.name': Product['name'];
  'product.support_levels': Product['support_levels'];
}
