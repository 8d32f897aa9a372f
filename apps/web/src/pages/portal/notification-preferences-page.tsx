import type { MailPace, NotificationKind, Preference } from '@kabinet/contracts/notifications/resources';
import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Form } from '../../forms/form.tsx';
import { preferencesQuery } from './notification/queries.ts';
import { PaceTable } from './notification/pace-table.tsx';
import { ProfileNavigation } from './profile/profile-navigation.tsx';

export async function load(): Promise<void> {
  await ensure(preferencesQuery);
}

interface PreferenceValues {
  readonly portal: Partial<Record<NotificationKind, boolean>>;
  readonly email: Partial<Record<NotificationKind, MailPace | ''>>;
}

export function Page() {
  const { t } = useTranslation();
  const { items } = useSuspenseQuery(preferencesQuery).data;
  async function submit({ portal, email }: PreferenceValues): Promise<void> {
    const chosen = items.map(({ kind }) => ({
      kind,
      portal: portal[kind] === false ? false : null,
      email: email[kind] === '' ? null : (email[kind] ?? null),
    }));
    queryClient.setQueryData(preferencesQuery.queryKey, await api.notifications.putNotificationPreferences({ body: { items: chosen } }));
    announce(t('notifications.saved'));
  }
  return (
    <>
      <PageHeader title={t('notifications.preferences')} />
      <ProfileNavigation />
      <Text c="dimmed" maw={640}>
        {t('notifications.preferences_lead')}
      </Text>
      <Form initial={valuesOf(items)} submit={submit} submitLabel={t('notifications.save')}>
        <PaceTable
          rows={items.map(({ kind, email, chosen }) => ({ kind, inherited: chosen.email === null ? email : undefined }))}
          withPortal
        />
      </Form>
    </>
  );
}

function valuesOf(items: readonly Preference[]): PreferenceValues {
  return {
    portal: Object.fromEntries(items.map(({ kind, portal }) => [kind, portal])),
    email: Object.fromEntries(items.map(({ kind, chosen }) => [kind, chosen.email ?? ''])),
  };
}
