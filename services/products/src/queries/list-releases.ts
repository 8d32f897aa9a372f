import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { productsContract } from '@kabinet/contracts/products';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { ProductsContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectReleases, type KeptRelease } from './release.ts';

type Operations = (typeof productsContract)['operations'];
type ListQuery = Input<Operations['listReleases']>['query'];

/** The releases that the caller may see, the newest first unless asked otherwise. `q` looks in the product, the version and the fixes. */
export async function listReleases(context: ProductsContext, input: ListQuery) {
  const source = selectReleases(context.scope('products.read'))
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '')))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.kind !== undefined, (select) => select.where('t.kind', 'in', input.kind ?? []))
    .$if(input.channel !== undefined, (select) => select.where('t.channel', 'in', input.channel ?? []))
    .$if(input.product_id !== undefined, (select) => select.where('t.product_id', 'in', input.product_id ?? []));
  const sorts = {
    released_at: { expression: sql`t.listed_at`, type: 'timestamptz' },
    created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
  } as const;
  // Releases stand in no tree: what the caller may see is decided above.
  return listPage<KeptRelease>(context, query, source, input, {
    list: 'listReleases',
    scope: everywhere,
    sorts,
    defaultSort: '-released_at',
  });
}

function matching(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  // As people say it: "Horns OS 1.8".
  const named = [sql`p.name->>'ru'`, sql`p.name->>'en'`, sql`p.slug`].map((name) => sql`${name} || ' ' || t.version ilike ${pattern}`);
  return sql<boolean>`(${sql.join(named, sql` or `)} or t.fixes::text ilike ${pattern})`;
}
