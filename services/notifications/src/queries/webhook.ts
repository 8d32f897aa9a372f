import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { listPage, type ListPage } from '@kabinet/service';
import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import type { NotificationsContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listWebhooks']>['query'];

/** A webhook and whose it is. */
export type WebhookRow = Selectable<Tables['webhook']> & { readonly cabinet: { readonly id: string; readonly name: string } };

const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

function selectWebhooks() {
  return query
    .selectFrom('webhook as t')
    .innerJoin('organization_node as node', 'node.id', 't.organization_id')
    .selectAll('t')
    .select(sql<WebhookRow['cabinet']>`jsonb_build_object('id', node.id, 'name', node.name)`.as('cabinet'));
}

/** Webhooks where the caller manages them, the newest first; `q` looks in addresses, descriptions and names of organizations. */
export async function fetchWebhooks(context: NotificationsContext, input: ListQuery): Promise<ListPage<WebhookRow>> {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = selectWebhooks().$if(input.q !== undefined, (select) =>
    select.where(sql<boolean>`(t.url ilike ${pattern} or t.description ilike ${pattern} or node.name ilike ${pattern})`),
  );
  const scope = context.scope('webhooks.manage');
  return listPage(context, query, source, input, { list: 'listWebhooks', scope, sorts, defaultSort: '-created_at' });
}

export async function findWebhook(db: Queryable, id: string, scope: Scope): Promise<WebhookRow | undefined> {
  return db.first(
    selectWebhooks()
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't')),
  );
}

export async function webhookExists(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const found = query.selectFrom('webhook as t').select('t.id').where('t.id', '=', id);
  return (await db.first(found.where(within(reachOf(scope), 't')))) !== undefined;
}

/** The webhook, locked until the transaction ends: nothing is queued for it meanwhile. */
export async function lockWebhook(tx: Transaction, id: string): Promise<WebhookRow | undefined> {
  return tx.first(selectWebhooks().where('t.id', '=', id).forUpdate('t'));
}

export async function countWebhooks(db: Queryable, organizationId: string): Promise<number> {
  const counted = query.selectFrom('webhook').select(sql<number>`count(*)::int`.as('total'));
  return (await db.first(counted.where('organization_id', '=', organizationId)))?.total ?? 0;
}

export async function insertWebhook(tx: Transaction, webhook: Insertable<Tables['webhook']>): Promise<void> {
  await tx.execute(query.insertInto('webhook').values(webhook));
}

export async function updateWebhook(tx: Transaction, id: string, changes: Updateable<Tables['webhook']>): Promise<void> {
  await tx.execute(
    query
      .updateTable('webhook')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id),
  );
}

/** Since when nothing arrives: no change that anybody made, so the version stays. */
export async function markFailing(tx: Transaction, id: string, since: string | null): Promise<void> {
  await tx.execute(query.updateTable('webhook').set({ failing_since: since }).where('id', '=', id));
}

export async function deleteWebhookRow(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('webhook').where('id', '=', id));
}

/** Webhooks that are told of a kind of notice about `organizations`, a select of `organization_id`: theirs and those above. */
export async function fetchListeners(
  tx: Transaction,
  kind: string,
  organizations: RawBuilder<{ organization_id: string }>,
): Promise<Pick<WebhookRow, 'id' | 'organization_id' | 'root_id'>[]> {
  return tx.rows(
    sql<Pick<WebhookRow, 'id' | 'organization_id' | 'root_id'>>`select distinct webhook.id, webhook.organization_id, webhook.root_id
      from (${organizations}) concerned
      join organization_closure above on above.descendant_id = concerned.organization_id
      join webhook on webhook.organization_id = above.ancestor_id and webhook.status = 'enabled' and ${kind} = any(webhook.events)`.compile(
      query,
    ),
  );
}
