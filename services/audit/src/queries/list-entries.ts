import type { Input } from '@kabinet/contract';
import type { auditContract } from '@kabinet/contracts/audit';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { AuditContext } from '../context.ts';
import { query } from '../tables.ts';
import { selectEntries } from './entry.ts';
import { entryView } from './entry-view.ts';

type ListQuery = Input<(typeof auditContract)['operations']['listAuditEntries']>['query'];

const sorts = { at: { expression: sql`t.at`, type: 'timestamptz' } } as const;

/**
 * What happened to the organizations that the caller may audit, the newest first unless asked otherwise; staff see all,
 * also what belongs to no organization. `q` finds a subject, actor, action or request id by its whole text; actors only
 * those that the caller is shown.
 */
export async function listEntries(context: AuditContext, input: ListQuery) {
  const scope = context.scope('audit.read');
  const view = entryView(scope);
  const acted = (actor: string) => sql<boolean>`(t.actor = ${actor} and ${view.knowsActor})`;
  const concerns = (text: string) => sql<boolean>`(${text} in (t.subject, t.action, t.request_id) or ${acted(text)})`;
  const source = selectEntries(view)
    .select([view.chain.as('chain'), view.seq.as('seq'), view.hash.as('hash')])
    .$if(input.q !== undefined, (select) => select.where(concerns(input.q ?? '')))
    .$if(input.actor !== undefined, (select) => select.where(acted(input.actor ?? '')))
    .$if(input.action !== undefined, (select) => select.where('t.action', 'in', input.action ?? []))
    .$if(input.subject !== undefined, (select) => select.where('t.subject', '=', input.subject ?? ''))
    .$if(input.request_id !== undefined, (select) => select.where('t.request_id', '=', input.request_id ?? ''))
    .$if(input.at_from !== undefined, (select) => select.where('t.at', '>=', input.at_from ?? ''))
    .$if(input.at_until !== undefined, (select) => select.where('t.at', '<=', input.at_until ?? ''));
  return listPage(context, query, source, input, {
    list: 'listAuditEntries',
    scope,
    sorts,
    defaultSort: '-at',
  });
}
