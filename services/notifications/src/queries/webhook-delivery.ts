import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage, type ListPage } from '@kabinet/service';
import { sql, type Selectable, type Updateable } from 'kysely';
import type { NotificationsContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listWebhookDeliveries']>['query'];

export type DeliveryRow = Selectable<Tables['webhook_delivery']>;

const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

/** What a webhook was sent, the newest first; `q` is an id or a type as a whole. */
export async function fetchDeliveries(context: NotificationsContext, webhookId: string, input: ListQuery): Promise<ListPage<DeliveryRow>> {
  const source = query
    .selectFrom('webhook_delivery as t')
    .selectAll('t')
    .where('t.webhook_id', '=', webhookId)
    .$if(input.q !== undefined, (select) => select.where(sql<boolean>`${input.q ?? ''} in (t.id::text, t.type)`))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []));
  const scope = context.scope('webhooks.manage');
  const options = { list: `listWebhookDeliveries:${webhookId}`, scope, sorts, defaultSort: '-created_at' };
  return listPage(context, query, source, input, options);
}

export async function findDelivery(db: Queryable, webhookId: string, id: string): Promise<DeliveryRow | undefined> {
  return db.first(query.selectFrom('webhook_delivery').selectAll().where('webhook_id', '=', webhookId).where('id', '=', id));
}

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'webhook_id' | 'organization_id' | 'root_id' | 'notice_id' | 'type' | 'payload' | 'created_at'
>;

/** Queues messages; one statement, whatever their number. */
export async function insertDeliveries(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
  await tx.execute(
    sql`insert into webhook_delivery (id, webhook_id, organization_id, root_id, notice_id, type, payload, created_at, next_attempt_at)
      select id, webhook_id, organization_id, root_id, notice_id, type, payload, created_at, created_at
      from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as new (id uuid, webhook_id uuid, organization_id uuid, root_id uuid,
        notice_id uuid, type text, payload text, created_at timestamptz)`.compile(query),
  );
}

/** Takes the message of an enabled webhook that waits longest, and gives it back to others at `until`, should it not be heard of again. */
export async function claimDelivery(db: Queryable, webhookId: string, now: string, until: string): Promise<DeliveryRow | undefined> {
  return db.first(
    sql<DeliveryRow>`update webhook_delivery set next_attempt_at = ${until}::timestamptz, tries = tries + 1, version = version + 1
      where id = (
        select due.id from webhook_delivery due join webhook on webhook.id = due.webhook_id and webhook.status = 'enabled'
        where due.webhook_id = ${webhookId}::uuid and due.next_attempt_at <= ${now}::timestamptz
        order by due.next_attempt_at, due.id limit 1 for update of due skip locked
      ) returning *`.compile(query),
  );
}

type DeliveryChanges = Omit<Updateable<Tables['webhook_delivery']>, 'attempts'> & { readonly attempts?: DeliveryRow['attempts'] };

/** Changes the message if it still has `version`; undefined when somebody else was first. */
export async function updateDelivery(
  tx: Transaction,
  { id, version }: Pick<DeliveryRow, 'id' | 'version'>,
  { attempts, ...changes }: DeliveryChanges,
): Promise<DeliveryRow | undefined> {
  return tx.first(
    query
      .updateTable('webhook_delivery')
      .set({ ...changes, ...(attempts ? { attempts: JSON.stringify(attempts) } : {}), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll(),
  );
}

/** Gives up what waits for a webhook that is off. */
export async function endDeliveries(tx: Transaction, webhookId: string): Promise<void> {
  await tx.execute(
    query
      .updateTable('webhook_delivery')
      .set({ status: 'failed', next_attempt_at: null, version: sql<number>`version + 1` })
      .where('webhook_id', '=', webhookId)
      .where('status', '=', 'pending'),
  );
}

/** When the next message of a webhook is due; undefined when none waits. */
export async function findNextAttempt(db: Queryable, webhookId: string): Promise<string | undefined> {
  const next = query.selectFrom('webhook_delivery').select('next_attempt_at').where('webhook_id', '=', webhookId);
  return (await db.first(next.where('next_attempt_at', 'is not', null).orderBy('next_attempt_at').limit(1)))?.next_attempt_at ?? undefined;
}

/** Webhooks with messages that should have been tried before `before`. */
export async function fetchOverdueWebhooks(db: Queryable, before: string, limit: number): Promise<string[]> {
  const rows = await db.rows(
    sql<{ webhook_id: string }>`select distinct webhook_id from webhook_delivery
      where next_attempt_at < ${before}::timestamptz limit ${sql.lit(limit)}`.compile(query),
  );
  return rows.map(({ webhook_id }) => webhook_id);
}
