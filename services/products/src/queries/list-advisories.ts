import type { Scope } from '@kabinet/contract/access';
import { everywhere } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { productsContract } from '@kabinet/contracts/products';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { ProductsContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectAdvisories } from './advisory.ts';
import { containing } from './containing.ts';

type ListQuery = Input<(typeof productsContract)['operations']['listAdvisories']>['query'];

/** Advisories by id: all but these, or these alone. */
export type Choice = { readonly only: readonly string[] } | { readonly except: readonly string[] };

const SORTS = {
  revised_at: { expression: sql`t.revised_at`, type: 'timestamptz' },
  score: { expression: sql`(coalesce(t.score, 0) * 10)::bigint`, type: 'bigint' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
} as const;

/** The advisories that `scope` shows, last revised first unless asked otherwise. `q` looks in titles, tracking ids and CVEs. */
export async function listAdvisories(context: ProductsContext, input: ListQuery, scope: Scope, choice: Choice | undefined) {
  const { cabinet_id, descendants, ...rest } = input;
  const source = selectAdvisories(scope, context.today())
    .$if(input.q !== undefined, (select) => select.where('t.search', 'ilike', containing(input.q ?? '')))
    .$if(input.cve !== undefined, (select) => select.where(sql<boolean>`t.cves @> array[upper(${input.cve})]`))
    .$if(input.severity !== undefined, (select) => select.where('t.severity', 'in', input.severity ?? []))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.revised_from !== undefined, (select) => select.where('t.revised_at', '>=', input.revised_from ?? ''))
    .$if(input.revised_until !== undefined, (select) => select.where(sql<boolean>`t.revised_at < ${input.revised_until}::date + 1`))
    .$if(input.product_id !== undefined, (select) =>
      select.where(sql<boolean>`exists (select from advisory_product about
        where about.advisory_id = t.id and about.product_id = any(${input.product_id}::uuid[]))`),
    )
    .$if(choice !== undefined, (select) => select.where(chosen(choice ?? { except: [] })));
  // Advisories stand in no tree: which are seen is decided above. A cursor belongs to the organizations that were asked about.
  const list = `listAdvisories ${cabinet_id ?? ''} ${descendants ?? ''}`;
  return listPage(context, query, source, rest, { list, scope: everywhere, sorts: SORTS, defaultSort: '-revised_at' });
}

function chosen(choice: Choice) {
  return 'only' in choice ? sql<boolean>`t.id = any(${choice.only}::uuid[])` : sql<boolean>`not t.id = any(${choice.except}::uuid[])`;
}
