import { type organizationsContract } from '@kabinet/contracts/organizations';
import type { Input } from '@kabinet/contract';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { OrganizationsContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectCabinets, visibleParent } from './organization.ts';

type ListQuery = Input<(typeof organizationsContract)['operations']['listCabinets']>['query'];

const sorts = {
  name: { expression: sql`t.name`, type: 'text' },
  inn: { expression: sql`t.inn`, type: 'text' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
} as const;

/** The organizations that the caller may see, by name unless asked otherwise. `q` looks in names and at the start of ИНН. */
export async function listCabinets(context: OrganizationsContext, input: ListQuery) {
  const scope = context.scope('organizations.read');
  const source = selectCabinets(scope)
    .$if(input.q !== undefined, (select) => select.where(matching(input.q ?? '')))
    .$if(input.inn !== undefined, (select) => select.where('t.inn', 'like', `${escapeLike(input.inn ?? '')}%`))
    .$if(input.kind !== undefined, (select) => select.where('t.kind', 'in', input.kind ?? []))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.parent_id !== undefined, (select) =>
      // The first condition has the index, the second keeps a parent unknown that the reader may not know of.
      select.where('t.parent_id', '=', input.parent_id ?? null).where(visibleParent(scope), '=', input.parent_id ?? null),
    )
    .$if(input.created_from !== undefined, (select) => select.where('t.created_at', '>=', input.created_from ?? ''))
    .$if(input.created_until !== undefined, (select) => select.where(sql<boolean>`t.created_at < ${input.created_until ?? ''}::date + 1`));
  return listPage(context, query, source, input, { list: 'listCabinets', scope, sorts, defaultSort: 'name' });
}

function matching(text: string) {
  const pattern = `%${escapeLike(text)}%`;
  return sql<boolean>`(t.name ilike ${pattern} or t.full_name ilike ${pattern} or t.inn like ${`${escapeLike(text)}%`})`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
