import type { DeadLetter, ServiceState } from '@kabinet/contracts/system/resources';
import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { Facts } from '../../components/facts.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { deadLetters, replay, serviceQuery } from './system/queries.ts';
import { TONES, useQueueWords } from './system/words.ts';

export const permission = 'system.read';
export const words = 'records';

export async function load({ params, search }: PageInput): Promise<void> {
  const service = pathParameter(params, 'service');
  await Promise.all([ensure(serviceQuery(service)), loadList(deadLetters(service), search)]);
}

export function Page() {
  const { t } = useTranslation();
  const state = useSuspenseQuery(serviceQuery(usePathParameter('service'))).data;
  const { service, queues } = state;
  const mayReplay = useMay('system.manage');
  return (
    <>
      <PageHeader
        title={service}
        back={
          <TextLink to={paths.system()} size="sm">
            {t('system.title')}
          </TextLink>
        }
      />
      <Facts facts={useFacts(state)} />
      <Section
        title={t('system.dead_letters')}
        aside={mayReplay && queues !== null && queues.dead_letters.count > 0 && <Replay service={service} />}
      >
        <List
          list={deadLetters(service)}
          columns={useColumns()}
          nameOf={({ event, subject }) => `${event} ${subject}`}
          empty={<Notice title={t('system.empty_title')}>{t('system.empty')}</Notice>}
          {...(mayReplay && { bulk: (selected: readonly DeadLetter[]) => <Replay service={service} letters={selected} /> })}
        />
      </Section>
    </>
  );
}

function useFacts(state: ServiceState) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useQueueWords();
  const { version, since, queues } = state;
  return [
    { label: t('system.state'), value: <StateLabel tone={TONES[state.state]}>{words.state(state)}</StateLabel> },
    { label: t('system.version'), value: version ?? t('common.none') },
    { label: t('system.running_since'), value: since === null ? t('common.none') : format.instant(since) },
    ...(queues === null
      ? []
      : [
          { label: t('system.outbox'), value: words.queue(queues.outbox) },
          { label: t('system.inbox'), value: words.queue(queues.inbox) },
          { label: t('system.jobs'), value: words.queue(queues.jobs) },
          { label: t('system.retried_jobs'), value: words.count(queues.retried_jobs) },
          { label: t('system.failed_jobs'), value: words.count(queues.failed_jobs) },
        ]),
  ];
}

function useColumns(): readonly Column<DeadLetter>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'event',
      header: t('system.event'),
      isKey: true,
      cell: ({ event, subject }) => (
        <TextLink to={paths.audit()} search={{ q: subject }}>
          {event}
        </TextLink>
      ),
    },
    { id: 'error', header: t('system.error'), cell: ({ error }) => error ?? t('common.none') },
    { id: 'attempts', header: t('system.attempts'), align: 'right', cell: ({ attempts }) => format.number(attempts) },
    { id: 'failed_at', header: t('system.failed_at'), sort: 'failed_at', cell: ({ failed_at }) => format.instant(failed_at) },
    { id: 'received_at', header: t('system.received_at'), isExtra: true, cell: ({ received_at }) => format.instant(received_at) },
    { id: 'id', header: t('system.event_id'), isExtra: true, cell: ({ id }) => id },
  ];
}

interface ReplayProps {
  readonly service: string;
  /** All of them when none are named. */
  readonly letters?: readonly DeadLetter[];
}

function Replay({ service, letters }: ReplayProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const label = letters ? t('system.replay_selected') : t('system.replay_all');
  async function act({ idempotencyKey }: { readonly idempotencyKey: string }): Promise<void> {
    const ids = letters?.map(({ id }) => id);
    announce(t('system.replayed', { count: await replay(service, ids, idempotencyKey) }));
  }
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <ActionDialog
          title={label}
          preview={t('system.replay_preview', { service })}
          confirmLabel={t('system.replay')}
          act={act}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
