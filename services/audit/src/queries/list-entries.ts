import type { Input } from '@kabinet/contract';
import type { Scope } from '@kabinet/contract/access';
import type { auditContract } from '@kabinet/contracts/audit';
import { listPage, type ListPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { AuditContext } from '../context.ts';
import type { FoundEntry } from '../domain/entry-changes.ts';
import { query } from '../tables.ts';
import { selectEntries } from './entry.ts';
import { entryView } from './entry-view.ts';

type Operations = (typeof auditContract)['operations'];
export type ListQuery = Input<Operations['listAuditEntries']>['query'];
export type EntryFilter = Input<Operations['exportAuditEntries']>['query'];
export type { FoundEntry } from '../domain/entry-changes.ts';

export const SORTS = { at: { expression: sql`t.at`, type: 'timestamptz' } } as const;

/**
 * What happened to the organizations that the caller may audit, the newest first unless asked otherwise; staff see all,
 * also what belongs to no organization.
 */
export async function listEntries(context: AuditContext, input: ListQuery): Promise<ListPage<FoundEntry>> {
  const scope = context.scope('audit.read');
  return listPage(context, query, entriesLike(scope, input), input, {
    list: 'listAuditEntries',
    scope,
    sorts: SORTS,
    defaultSort: '-at',
  });
}

/**
 * The entries under a filter, as whoever holds the right within `scope` is shown them. `q` finds a subject, actor, action or
 * request id by its whole text; actors only those that the reader is shown.
 */
export function entriesLike(scope: Scope, input: EntryFilter) {
  const view = entryView(scope);
  const acted = (actor: string) => sql<boolean>`(${actor} in (t.actor, t.actor_on_behalf) and ${view.knowsActor})`;
  const concerns = (text: string) => sql<boolean>`(${text} in (t.subject, t.action, t.request_id) or ${acted(text)})`;
  return selectEntries(view)
    .select([view.chain.as('chain'), view.seq.as('seq'), view.hash.as('hash'), view.before.as('before')])
    .$if(input.q !== undefined, (select) => select.where(concerns(input.q ?? '')))
    .$if(input.actor !== undefined, (select) => select.where(acted(input.actor ?? '')))
    .$if(input.action !== undefined, (select) => select.where('t.action', 'in', input.action ?? []))
    .$if(input.subject !== undefined, (select) => select.where('t.subject', '=', input.subject ?? ''))
    .$if(input.request_id !== undefined, (select) => select.where('t.request_id', '=', input.request_id ?? ''))
    .$if(input.at_from !== undefined, (select) => select.where('t.at', '>=', input.at_from ?? ''))
    .$if(input.at_until !== undefined, (select) => select.where('t.at', '<=', input.at_until ?? ''));
}
