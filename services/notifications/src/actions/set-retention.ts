import { notificationEvents } from '@kabinet/contracts/notifications/events';
import type { NewRetention, Retention } from '@kabinet/contracts/notifications/operations/retention';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { findRetention, lockRetention, updateRetention } from '../queries/retention.ts';

/** How long what people were told is kept, with its version. */
export async function readRetention(context: NotificationsContext): Promise<{ body: Retention; version: number }> {
  const { version, ...body } = await findRetention(context.system);
  return { body, version };
}

/** Sets it, from the next night on. Throws `version_mismatch`. */
export async function setRetention(context: NotificationsContext, periods: NewRetention): Promise<{ body: Retention; version: number }> {
  await context.system.transaction(async (tx) => {
    const before = await lockRetention(tx);
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const { version } = await updateRetention(tx, { ...periods, updated_at: context.now().toISOString() });
    await context.publish(tx, notificationEvents.retention_changed, {
      subject: 'retention',
      version,
      organization_id: null,
      root_id: null,
      data: periods,
    });
  });
  return readRetention(context);
}
