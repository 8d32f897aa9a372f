import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import { listPage, type ListPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { NotificationsContext } from '../context.ts';
import { query } from '../tables.ts';
import type { MailRow } from './mail.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listMails']>['query'];

const sorts = { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } } as const;

/** All mails, the newest first unless asked otherwise. `q` finds a mail by its id, its Message-ID or what it tells of, as a whole. */
export async function fetchMailPage(context: NotificationsContext, input: ListQuery): Promise<ListPage<MailRow>> {
  const { timeZone } = context.installation;
  const { cabinet_id, descendants = true, ...rest } = input;
  const source = query
    .selectFrom('mail as t')
    .selectAll()
    .$if(input.q !== undefined, (select) =>
      select.where(sql<boolean>`${input.q ?? ''} in (t.id::text, t.reference_id::text, t.message_id)`),
    )
    .$if(cabinet_id !== undefined, (select) => select.where(ofClient(cabinet_id ?? '', descendants)))
    .$if(input.status !== undefined, (select) => select.where('t.status', 'in', input.status ?? []))
    .$if(input.kind !== undefined, (select) => select.where('t.kind', 'in', input.kind ?? []))
    .$if(input.created_from !== undefined, (select) =>
      select.where(sql<boolean>`t.created_at >= ${input.created_from ?? ''}::date::timestamp at time zone ${timeZone}`),
    )
    .$if(input.created_until !== undefined, (select) =>
      select.where(sql<boolean>`t.created_at < (${input.created_until ?? ''}::date + 1)::timestamp at time zone ${timeZone}`),
    );
  // Mails stand in no tree: narrowed to a client they are above.
  return listPage(context, query, source, cabinet_id === undefined ? input : rest, {
    list: 'listMails',
    scope: context.scope('mail.read'),
    sorts,
    defaultSort: '-created_at',
  });
}

/** About the organization, as invitations are, or to who works there; with `descendants` also of those below. */
function ofClient(cabinetId: string, descendants: boolean) {
  const organizations = descendants
    ? sql`(select descendant_id from organization_closure where ancestor_id = ${cabinetId}::uuid)`
    : sql`(select ${cabinetId}::uuid)`;
  return sql<boolean>`(t.organization_id in ${organizations}
    or t.reader_id in (select user_id from membership where organization_id in ${organizations} and not ended))`;
}
