import type { AdvisoryContents, AdvisoryDetails, VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import type { Product } from '@kabinet/contracts/products/resources';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'product.name': Product['name'];
  'product.description': NonNullable<Product['description']>;
  'product.parameters': Product['parameters'];
  'product.support_levels': Product['support_levels'];
  'advisory.unmatched': AdvisoryDetails['unmatched'];
  'advisory_revision.contents': AdvisoryContents;
  'advisory_product.statements': VersionStatement[];
}
