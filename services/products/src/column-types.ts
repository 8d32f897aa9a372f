import type { AdvisoryContents, AdvisoryDetails, VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import type { Product, Release } from '@kabinet/contracts/products/resources';
import type { UploadFault } from '@kabinet/contracts/artifacts/resources';

/** What the JSON columns hold; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'product.name': Product['name'];
  'product.description': NonNullable<Product['description']>;
  'product.parameters': Product['parameters'];
  'product.support_levels': Product['support_levels'];
  'advisory.unmatched': AdvisoryDetails['unmatched'];
  'advisory_revision.contents': AdvisoryContents;
  'advisory_product.statements': VersionStatement[];
  'release.kind': NonNullable<Release['kind']>;
  'release.channel': NonNullable<Release['channel']>;
  'release.notes': NonNullable<Release['notes']>;
  'release.fixes': Release['fixes'];
  'release.artifacts': Release['artifacts'];
  'release.faults': UploadFault[];
}
