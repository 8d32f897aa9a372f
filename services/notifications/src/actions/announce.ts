import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import { notificationEvents } from '@kabinet/contracts/notifications/events';
import type { Announcement } from '@kabinet/contracts/notifications/resources';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { findAnnouncement, productKnown } from '../queries/announcement.ts';
import { insertNotice, type NoticeRow } from '../queries/notice.ts';

type NewAnnouncement = Input<(typeof notificationsContract)['operations']['createNotification']>['body'];

/** Publishes an announcement, at once or on its day; answers its id. A product or organization that nobody knows is a fault of the body. */
export async function announce(context: NotificationsContext, body: NewAnnouncement): Promise<string> {
  const id = context.newId();
  const now = context.now();
  const published = new Date(Math.max(Date.parse(body.published_at ?? now.toISOString()), now.getTime()));
  await context.system.transaction(async (tx) => {
    const target = await targetOf(tx, body.audience);
    const data = { what: 'announcement', title: body.title, body: body.body, link: body.link ?? null } as const;
    const times = { published_at: published.toISOString(), created_at: now.toISOString(), updated_at: now.toISOString() };
    await insertNotice(tx, {
      id,
      kind: 'announcement',
      audience: body.audience.kind,
      ...target,
      data,
      cause: `announcement:${id}`,
      ...times,
    });
    await publishAnnouncement(context, tx, 'announced', id);
    await context.enqueue(tx, 'mail_announcement', { notice_id: id }, { key: `announcement:${id}`, runAt: published });
  });
  return id;
}

async function targetOf(tx: Transaction, audience: NewAnnouncement['audience']) {
  switch (audience.kind) {
    case 'everyone':
      return {};
    case 'product':
      if (await productKnown(tx, audience.product_id)) return { product_id: audience.product_id };
      throw problem('invalid_body', { errors: [{ pointer: '/audience/product_id', code: 'unknown_product' }] });
    case 'organization': {
      const organization = await findOrganization(tx, audience.cabinet_id);
      if (organization) return { organization_id: organization.id, root_id: organization.root_id };
      throw problem('invalid_body', { errors: [{ pointer: '/audience/cabinet_id', code: 'unknown_cabinet' }] });
    }
  }
}

/** Throws `announcement_not_found`. */
export async function readAnnouncement(
  context: NotificationsContext,
  id: string,
): Promise<{ announcement: Announcement; version: number }> {
  const found = await findAnnouncement(context.system, id);
  if (!found) throw problem('announcement_not_found');
  return { announcement: presentAnnouncement(found, context.now()), version: found.version };
}

/** The announcement as its authors see it. */
export function presentAnnouncement(row: NoticeRow & { read_by: number }, now: Date): Announcement {
  const { id, data, published_at, read_by, created_at, updated_at } = row;
  if (data.what !== 'announcement') throw new Error(`notice ${id} is no announcement`);
  const { title, body, link } = data;
  return { id, title, body, link, audience: audienceOf(row), status: statusOf(row, now), published_at, read_by, created_at, updated_at };
}

export function statusOf({ withdrawn_at, published_at }: NoticeRow, now: Date): Announcement['status'] {
  if (withdrawn_at !== null) return 'withdrawn';
  return Date.parse(published_at) > now.getTime() ? 'scheduled' : 'published';
}

function audienceOf({ audience, product_id, organization_id }: NoticeRow): Announcement['audience'] {
  if (audience === 'product' && product_id !== null) return { kind: 'product', product_id };
  if (audience === 'organization' && organization_id !== null) return { kind: 'organization', cabinet_id: organization_id };
  return { kind: 'everyone' };
}

/** Tells what became of an announcement, never its words. */
export async function publishAnnouncement(
  context: NotificationsContext,
  tx: Transaction,
  what: 'announced' | 'announcement_changed' | 'announcement_withdrawn',
  id: string,
): Promise<void> {
  const row = await findAnnouncement(tx, id);
  if (!row) throw new Error(`announcement ${id} vanished`);
  const { audience, status, published_at } = presentAnnouncement(row, context.now());
  const about = { subject: id, version: row.version, organization_id: null, root_id: null };
  await context.publish(tx, notificationEvents[what], { ...about, data: { id, audience, status, published_at } });
}
