import type { HelpdeskDelivery } from '@kabinet/contracts/issues/resources';
import { Alert, Button, Text } from '@mantine/core';
import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateLabel, type Tone } from '../../components/state-label.tsx';
import { FailureDialog } from '../../forms/failure-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';

export const permission = 'issues.manage';

const STATES = ['waiting', 'failed', 'delivered'] as const;
const TONES: Readonly<Record<HelpdeskDelivery['state'], Tone>> = { waiting: 'waiting', failed: 'bad', delivered: 'good' };

export const words = 'support';

const list: ListDefinition<HelpdeskDelivery> = {
  name: 'helpdesk-deliveries',
  // The queue is the support's own, of no organization.
  of: 'support',
  fetch: (query, signal) => api.issues.listDeliveries({ query }, { signal }),
  filters: ['state'],
  sort: '-created_at',
};

const helpdeskQuery = queryOptions({
  queryKey: ['helpdesk'],
  queryFn: ({ signal }) => api.issues.getHelpdesk({}, { signal }),
});

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(helpdeskQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const helpdesk = useSuspenseQuery(helpdeskQuery).data;
  const options = STATES.map((value) => ({ value, label: t(`helpdesk.states.${value}`) }));
  return (
    <>
      <PageHeader
        title={t('helpdesk.title')}
        back={
          <TextLink to={paths.issues()} size="sm">
            {t('support.title')}
          </TextLink>
        }
      />
      <Text>{t(`helpdesk.kinds.${helpdesk.kind}`)}</Text>
      {helpdesk.fault !== null && (
        <Alert color="red" variant="outline" title={t('helpdesk.away')}>
          {helpdesk.fault}
        </Alert>
      )}
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ issue }) => issue.number}
        filters={<ChoiceFilter name="state" label={t('helpdesk.state')} options={options} />}
        empty={
          <Notice title={t('helpdesk.empty_title')} action={<GuideLink guide="helpdesk" />}>
            {t('helpdesk.empty')}
          </Notice>
        }
      />
    </>
  );
}

function useColumns(): readonly Column<HelpdeskDelivery>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'issue',
      header: t('support.number'),
      isKey: true,
      cell: ({ issue }) => <TextLink to={paths.issue(issue.id)}>{issue.number}</TextLink>,
    },
    { id: 'kind', header: t('helpdesk.what'), cell: ({ kind }) => t(`helpdesk.whats.${kind}`) },
    {
      id: 'state',
      header: t('helpdesk.state'),
      cell: ({ state }) => <StateLabel tone={TONES[state]}>{t(`helpdesk.states.${state}`)}</StateLabel>,
    },
    { id: 'attempts', header: t('helpdesk.attempts'), align: 'right', cell: ({ attempts }) => format.number(attempts) },
    { id: 'fault', header: t('helpdesk.fault'), cell: ({ fault }) => fault ?? t('common.none') },
    { id: 'created_at', header: t('support.created_at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    { id: 'actions', header: t('organizations.actions'), cell: (delivery) => <Retry delivery={delivery} /> },
  ];
}

function Retry({ delivery: { issue, state } }: { readonly delivery: HelpdeskDelivery }) {
  const { t } = useTranslation();
  const retry = useMutation({
    mutationFn: () => api.issues.retryDeliveries({ params: { id: issue.id } }),
    onSuccess: async () => {
      announce(t('helpdesk.retried', { number: issue.number }));
      await queryClient.invalidateQueries({ queryKey: ['helpdesk-deliveries'] });
    },
  });
  if (state === 'delivered') return null;
  return (
    <>
      <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
        {t('helpdesk.retry')}
      </Button>
      {retry.isError && <FailureDialog error={retry.error} close={retry.reset} />}
    </>
  );
}
