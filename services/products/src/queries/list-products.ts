import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { productsContract } from '@kabinet/contracts/products';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { ProductsContext } from '../context.ts';
import { query } from '../tables.ts';
import { containing } from './containing.ts';
import { selectProducts } from './product.ts';

type ListQuery = Input<(typeof productsContract)['operations']['listProducts']>['query'];

/** The products that the caller may see, by name in the reader's language unless asked otherwise. `q` looks in both names and the slug. */
export async function listProducts(context: ProductsContext, input: ListQuery) {
  const { locale } = context.origin;
  const source = selectProducts(context.scope('products.read'))
    .$if(input.q !== undefined, (select) => select.where('t.search', 'ilike', containing(input.q ?? '')))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []));
  const sorts = {
    name: { expression: sql`t.name ->> ${sql.lit(locale)}`, type: 'text' },
    slug: { expression: sql`t.slug`, type: 'text' },
    created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
  } as const;
  // Products stand in no tree: what the caller may see is decided above. A cursor belongs to the language that it was sorted in.
  return listPage(context, query, source, input, { list: `listProducts ${locale}`, scope: everywhere, sorts, defaultSort: 'name' });
}
