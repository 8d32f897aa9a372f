import { everywhere } from '@kabinet/contract/access';
import { productEvents } from '@kabinet/contracts/products/events';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { summaryOf } from '../domain/advisory/statements.ts';
import { findAdvisory } from '../queries/advisory.ts';

type What = 'advisory_imported' | 'advisory_published' | 'advisory_withdrawn';

/** Tells the others what became of an advisory. */
export async function publishAdvisoryState(
  context: ProductsContext,
  tx: Transaction,
  id: string,
  what: What,
  options: { readonly republished?: true } = {},
): Promise<void> {
  const found = await findAdvisory(tx, id, everywhere, context.today());
  if (!found) throw new Error(`advisory ${id} vanished within its own transaction`);
  const { tracking_id, title, severity, score, cves, tlp, status, document_status, document_version, published_at, version } = found;
  const products = found.products.map((product) => ({ product_id: product.id, ...summaryOf(product.statements) }));
  const state = { id, tracking_id, title, severity, score, cves, tlp, status, document_status, document_version, products, published_at };
  await context.publish(tx, productEvents[what], { subject: id, version, organization_id: null, root_id: null, data: state, ...options });
}
