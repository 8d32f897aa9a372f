import type { MailPace, NotificationDefaults, NotificationKind } from '@kabinet/contracts/notifications/resources';
import { Text } from '@mantine/core';
import { useSuspenseQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { notificationKinds } from './notification/kinds.ts';
import { PaceTable } from './notification/pace-table.tsx';
import { defaultsQuery } from './notification/queries.ts';
import { organizationQuery } from './organization/queries.ts';

export const permission = 'organizations.manage';

export async function load({ params }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(organizationQuery(id)), ensure(defaultsQuery(id))]);
}

interface DefaultValues {
  readonly expiry_days: string;
  readonly email: Partial<Record<NotificationKind, MailPace | ''>>;
}

const MOST_DAYS = 730;
/** What customers are never told of is not offered. */
const kinds = notificationKinds.filter((kind) => kind !== 'purchase_refused' && kind !== 'release_held');

export function Page() {
  const { t } = useTranslation();
  const id = usePathParameter('id');
  const [organization, { data: defaults }] = useSuspenseQueries({ queries: [organizationQuery(id), defaultsQuery(id)] });
  async function submit({ expiry_days, email }: DefaultValues): Promise<void> {
    const chosen = kinds.flatMap((kind) => (email[kind] ? [{ kind, email: email[kind] }] : []));
    const body = { expiry_days: expiry_days.trim() === '' ? null : numbersIn(expiry_days), email: chosen };
    queryClient.setQueryData(defaultsQuery(id).queryKey, await api.notifications.putNotificationDefaults({ params: { id }, body }));
    announce(t('notifications.saved'));
  }
  return (
    <>
      <PageHeader
        title={t('notifications.of_organization')}
        back={
          <TextLink to={paths.organization(id)} size="sm">
            {organization.data.name}
          </TextLink>
        }
      />
      <Text c="dimmed" maw={640}>
        {t('notifications.of_organization_lead')}
      </Text>
      <Form initial={valuesOf(defaults)} submit={submit} submitLabel={t('notifications.save')}>
        <TextField
          name="expiry_days"
          label={t('notifications.expiry_days')}
          description={t('notifications.expiry_days_hint', { days: defaults.in_force.expiry_days.join(', ') })}
          check={(text) => (numbersIn(text).every(isDays) ? undefined : t('notifications.expiry_days_wrong'))}
        />
        <PaceTable rows={kinds.map((kind) => ({ kind, inherited: inheritedOf(defaults, kind) }))} />
      </Form>
    </>
  );
}

function numbersIn(text: string): number[] {
  return [...new Set(text.split(/[,;\s]+/).filter((part) => part !== ''))].map(Number);
}

function isDays(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MOST_DAYS;
}

function valuesOf({ expiry_days, email }: NotificationDefaults): DefaultValues {
  return {
    expiry_days: expiry_days?.join(', ') ?? '',
    email: Object.fromEntries(kinds.map((kind) => [kind, email.find((one) => one.kind === kind)?.email ?? ''])),
  };
}

function inheritedOf({ email, in_force }: NotificationDefaults, kind: NotificationKind): MailPace | undefined {
  return email.some((one) => one.kind === kind) ? undefined : in_force.email.find((one) => one.kind === kind)?.email;
}
