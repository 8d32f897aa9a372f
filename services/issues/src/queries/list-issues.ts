import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { Issue } from '@kabinet/contracts/issues/resources';
import type { SortField, TenantSelect } from '@kabinet/database/keyset';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectIssues } from './issue.ts';
import { concerns, readerOf, visibleTo } from './visible.ts';

type ListQuery = Input<(typeof issuesContract)['operations']['listIssues']>['query'];

const SORTS = {
  updated_at: { expression: sql`t.updated_at`, type: 'timestamptz' },
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
  number: { expression: sql`t.number`, type: 'text' },
  respond_by: { expression: sql`coalesce(t.respond_by, 'infinity'::timestamptz)`, type: 'timestamptz' },
} as const satisfies Record<string, SortField>;

/** The requests that the caller may see, those where something happened last first unless asked otherwise. */
export async function listIssues(context: IssuesContext, input: ListQuery) {
  const reader = readerOf(context);
  const visible = selectIssues(reader).where(visibleTo(reader));
  const source = narrowed(filtered(visible, input, context.installation.timeZone), input, reader.user_id, context.now().toISOString());
  return listPage<Issue>(context, query, source, input, {
    list: 'listIssues',
    scope: context.scope('issues.read_own'),
    sorts: SORTS,
    defaultSort: '-updated_at',
  });
}

/** By what the requests are. Days are the vendor's. */
function filtered(select: TenantSelect<Issue>, input: ListQuery, timeZone: string): TenantSelect<Issue> {
  let found = select;
  if (input.q !== undefined) found = found.where(matching(input.q));
  if (input.status) found = found.where('t.status', 'in', input.status);
  if (input.severity) found = found.where('t.severity', 'in', input.severity);
  if (input.product_id) found = found.where('t.product_id', 'in', input.product_id);
  if (input.license_id !== undefined) found = found.where('t.license_id', '=', input.license_id);
  if (input.certificate_id !== undefined) found = found.where('t.certificate_id', '=', input.certificate_id);
  const { created_from: from, created_until: until } = input;
  if (from !== undefined) found = found.where(sql<boolean>`t.created_at >= ${from}::timestamp at time zone ${timeZone}`);
  if (until !== undefined) found = found.where(sql<boolean>`t.created_at < (${until}::date + 1)::timestamp at time zone ${timeZone}`);
  return found;
}

/** By who has to do with them, and how late they are. */
function narrowed(select: TenantSelect<Issue>, input: ListQuery, userId: string | null, now: string): TenantSelect<Issue> {
  let found = select;
  if (input.mine !== undefined) found = found.where(sql<boolean>`${concerns(userId)} = ${input.mine}`);
  if (input.assignee_id !== undefined) found = found.where('t.assignee_id', '=', input.assignee_id);
  if (input.assigned !== undefined) found = found.where('t.assignee_id', input.assigned ? 'is not' : 'is', null);
  if (input.overdue !== undefined) found = found.where(sql<boolean>`${late(now)} = ${input.overdue}`);
  return found;
}

function late(now: string) {
  return sql<boolean>`coalesce(t.respond_by < coalesce(t.responded_at, case when t.status <> 'closed' then ${now}::timestamptz end), false)`;
}

function matching(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`(t.number ilike ${pattern} or t.subject ilike ${pattern} or o.name ilike ${pattern})`;
}
