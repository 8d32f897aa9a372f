import type { Input } from '@kabinet/contract';
import type { Scope } from '@kabinet/contract/access';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { Issue } from '@kabinet/contracts/issues/resources';
import type { SortField, TenantSelect } from '@kabinet/database/keyset';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage, listRows } from '@kabinet/service';
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
  return listPage<Issue>(context, query, visible(context, input), input, optionsFor(context.scope('issues.read_own')));
}

type ExportQuery = Input<(typeof issuesContract)['operations']['exportIssues']>['query'];

/** All of the list that the caller may report on beside knowing of it, in its order. */
export function exportIssues(context: IssuesContext, input: ExportQuery): AsyncGenerator<Issue> {
  const known = visible(context, input).where(within(reachOf(context.scope('issues.read_own')), 't'));
  return listRows<Issue>(context, query, known, input, optionsFor(context.scope('reports.read_issues')));
}

/** The requests under these filters, of whatever organizations, that the caller may know of. */
function visible(context: IssuesContext, input: ExportQuery): TenantSelect<Issue> {
  const reader = readerOf(context);
  const known = selectIssues(reader).where(visibleTo(reader));
  return narrowed(filtered(known, input, context.installation.timeZone), input, reader.user_id, context.now().toISOString());
}

function optionsFor(scope: Scope) {
  return { list: 'listIssues', scope, sorts: SORTS, defaultSort: '-updated_at' };
}

/** By what the requests are. Days are the vendor's. */
function filtered(select: TenantSelect<Issue>, input: ExportQuery, timeZone: string): TenantSelect<Issue> {
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
function narrowed(select: TenantSelect<Issue>, input: ExportQuery, userId: string | null, now: string): TenantSelect<Issue> {
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
