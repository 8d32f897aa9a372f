import type { NotificationKind } from '@kabinet/contracts/notifications/resources';
import type { Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { kindRules } from '../domain/kinds.ts';
import type { NoticeData } from '../domain/words.ts';
import { insertNotice, tellPeople } from '../queries/notice.ts';
import type { Recipients } from '../queries/recipients.ts';
import type { RawBuilder } from 'kysely';
import { enqueueMailing } from './enqueue-mailing.ts';
import { tellWebhooks } from './queue-delivery.ts';

export interface News {
  readonly kind: NotificationKind;
  /** Names what is told: told again it is not told twice. */
  readonly cause: string;
  readonly data: NoticeData;
  readonly recipients: Recipients;
  /** Whose matter it is; null for the vendor's own. */
  readonly organization?: { readonly id: string; readonly root_id: string };
  /** The user who did it, who need not be told. */
  readonly by?: string | null;
  /** Whose webhooks are told too, as a select of `organization_id`; none when it is left out. */
  readonly webhooksOf?: RawBuilder<{ organization_id: string }>;
}

/** Tells people of something, once: in the portal, by mail where they want that, and their programs by webhook. */
export async function tell(context: NotificationsContext, tx: Transaction, news: News): Promise<void> {
  const now = context.now().toISOString();
  const notice = {
    id: context.newId(),
    kind: news.kind,
    audience: 'people',
    organization_id: news.organization?.id ?? null,
    root_id: news.organization?.root_id ?? null,
    data: news.data,
    cause: news.cause,
    published_at: now,
    created_at: now,
    updated_at: now,
  } as const;
  if (!(await insertNotice(tx, notice))) return;
  const { email } = kindRules[news.kind];
  const { timeZone } = context.installation;
  await tellPeople(tx, { notice, recipients: news.recipients, except: news.by ?? null, email, now, timeZone });
  await enqueueMailing(context, tx);
  if (news.webhooksOf) await tellWebhooks(context, tx, notice, news.webhooksOf);
}

/** The user behind an event, if it was one. */
export function actorOf(event: Event): string | null {
  return /^user:(.+)$/.exec(event.actor.principal)?.[1] ?? null;
}
