import type { NotificationChanges } from '@kabinet/contracts/notifications/resources';
import { ActionIcon, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { showNotificationChanges } from '../../../api/notifications.ts';
import { Icon } from '../../../components/icons.tsx';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import type { Notification } from './queries.ts';

type Action = 'mark_read' | 'mark_unread' | 'snooze' | 'acknowledge' | 'remove';

const WEEK_MS = 7 * 86_400_000;

/** What the reader can do with one of their notifications. */
export function NotificationMenu({ notification }: { readonly notification: Notification }) {
  const { t } = useTranslation();
  const acting = useMutation({ mutationFn: (action: Action) => act(notification.id, action), onSuccess: showNotificationChanges });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="var(--mantine-color-text)"
            className="no-print"
            loading={acting.isPending}
            aria-label={t('notifications.actions', { title: notification.title })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actionsOn(notification).map((action) => (
            <Menu.Item key={action} onClick={() => acting.mutate(action)}>
              {t(`notifications.short.${action}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {acting.isError && <FailureDialog error={acting.error} close={acting.reset} />}
    </>
  );
}

function actionsOn({ kind, read_at, snoozed_until }: Notification): readonly Action[] {
  const reminders: readonly Action[] = kind === 'expiry' && snoozed_until === null ? ['snooze', 'acknowledge'] : [];
  return [read_at === null ? 'mark_read' : 'mark_unread', ...reminders, 'remove'];
}

async function act(id: string, action: Action): Promise<void> {
  if (action === 'remove') await api.notifications.deleteNotification({ params: { id } });
  else await api.notifications.changeNotification({ params: { id }, body: changesFor(action) });
}

function changesFor(action: Exclude<Action, 'remove'>): NotificationChanges {
  switch (action) {
    case 'mark_read':
      return { read: true };
    case 'mark_unread':
      return { read: false };
    case 'snooze':
      return { snoozed_until: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10) };
    case 'acknowledge':
      return { acknowledged: true };
    default:
      return action satisfies never;
  }
}
