import type { MailPace, NotificationKind, PreferenceChoice } from '@kabinet/contracts/notifications/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type Paces = Partial<Record<NotificationKind, MailPace>>;

export async function fetchChoices(db: Queryable, userId: string): Promise<Selectable<Tables['preference']>[]> {
  return db.rows(query.selectFrom('preference').selectAll().where('user_id', '=', userId));
}

export async function saveChoices(tx: Transaction, userId: string, choices: readonly PreferenceChoice[]): Promise<void> {
  await tx.execute(query.deleteFrom('preference').where('user_id', '=', userId));
  if (choices.length === 0) return;
  await tx.execute(query.insertInto('preference').values(choices.map((choice) => ({ user_id: userId, ...choice }))));
}

/** Has no more mails of these kinds sent to the person. */
export async function stopMails(tx: Transaction, userId: string, kinds: readonly string[]): Promise<void> {
  await tx.execute(
    sql`insert into preference (user_id, kind, email) select ${userId}::uuid, kind, 'off' from unnest(${kinds}::text[]) kind
      on conflict (user_id, kind) do update set email = 'off'`.compile(query),
  );
  await tx.execute(
    sql`delete from mail_item using notice where notice.id = mail_item.notice_id and mail_item.user_id = ${userId}::uuid
      and mail_item.mail_id is null and notice.kind = any(${kinds}::text[])`.compile(query),
  );
}

/** What organizations set for their people, each kind from the nearest one above any of `organizations`. */
export async function fetchInheritedPaces(db: Queryable, organizations: readonly string[]): Promise<Paces> {
  const rows = await db.rows(
    sql<{ kind: NotificationKind; pace: MailPace }>`select distinct on (set.key) set.key as kind, set.value #>> '{}' as pace
      from organization_closure above join organization_default on organization_default.organization_id = above.ancestor_id,
        jsonb_each(organization_default.email) set
      where above.descendant_id = any(${organizations}::uuid[]) order by set.key, above.depth`.compile(query),
  );
  return Object.fromEntries(rows.map(({ kind, pace }) => [kind, pace]));
}

export interface OrganizationDefault {
  readonly expiry_days: number[] | null;
  readonly email: Paces;
  readonly version: number;
}

export async function findDefault(db: Queryable, organizationId: string): Promise<OrganizationDefault | undefined> {
  const found = query.selectFrom('organization_default').select(['expiry_days', 'email', 'version']);
  return db.first(found.where('organization_id', '=', organizationId)) as Promise<OrganizationDefault | undefined>;
}

/** Answers the new version. */
export async function saveDefault(
  tx: Transaction,
  organization: { readonly id: string; readonly root_id: string },
  { expiry_days, email }: Pick<OrganizationDefault, 'expiry_days' | 'email'>,
  now: string,
): Promise<number> {
  const row = await tx.first(
    sql<{ version: number }>`insert into organization_default (organization_id, root_id, expiry_days, email, updated_at)
      values (${organization.id}, ${organization.root_id}, ${expiry_days}::int[], ${JSON.stringify(email)}::jsonb, ${now})
      on conflict (organization_id) do update set expiry_days = excluded.expiry_days, email = excluded.email,
        version = organization_default.version + 1, updated_at = excluded.updated_at
      returning version`.compile(query),
  );
  return row?.version ?? 1;
}
