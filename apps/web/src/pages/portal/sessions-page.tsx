import type { Session as SessionSchema } from '@kabinet/contracts/auth/resources';
import { Badge, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../api/api.ts';
import { queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { FailureDialog } from '../../forms/failure-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { logOut } from '../../session/leave.ts';
import { ProfileNavigation } from './profile/profile-navigation.tsx';

type Session = Static<typeof SessionSchema>;

const list: ListDefinition<Session> = {
  name: 'sessions',
  of: 'me',
  fetch: (query, signal) => api.auth.listSessions({ query }, { signal }),
  filters: [],
  sort: '-last_used_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  return (
    <>
      <PageHeader title={t('profile.sessions')} actions={<EndingSessions />} />
      <ProfileNavigation />
      {/* Whoever looks has a session: the list is never empty. */}
      <List list={list} columns={useColumns()} nameOf={nameOf} empty={null} />
    </>
  );
}

function useDeviceName(): (session: Session) => string {
  const { t } = useTranslation();
  return ({ device }) => device ?? t('profile.unknown_program');
}

function useColumns(): readonly Column<Session>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useDeviceName();
  return [
    { id: 'program', header: t('profile.program'), isKey: true, cell: nameOf },
    { id: 'ip', header: t('profile.address'), cell: ({ ip }) => ip ?? t('common.none') },
    {
      id: 'last_used_at',
      header: t('profile.last_used'),
      sort: 'last_used_at',
      cell: ({ last_used_at }) => format.instant(last_used_at),
    },
    { id: 'created_at', header: t('profile.logged_in'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    {
      id: 'actions',
      header: t('organizations.actions'),
      cell: (session) => (session.current ? <ThisDevice /> : <EndSession id={session.id} device={nameOf(session)} />),
    },
  ];
}

function ThisDevice() {
  const { t } = useTranslation();
  return (
    <Badge variant="outline" color="gray" tt="none">
      {t('profile.this_device')}
    </Badge>
  );
}

async function showSessionChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['sessions'] });
}

function EndSession({ id, device }: { readonly id: string; readonly device: string }) {
  const { t } = useTranslation();
  const ending = useMutation({
    mutationFn: () => api.auth.endSession({ params: { id } }),
    onSuccess: async () => {
      announce(t('profile.session_ended'));
      await showSessionChanges();
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        className="no-print"
        loading={ending.isPending}
        aria-label={t('profile.end_session', { program: device })}
        onClick={() => ending.mutate()}
      >
        {t('profile.end')}
      </Button>
      {ending.isError && <FailureDialog error={ending.error} close={ending.reset} />}
    </>
  );
}

function EndingSessions() {
  const { t } = useTranslation();
  const [chosen, choose] = useState<'others' | 'everywhere'>();
  const close = () => choose(undefined);
  async function endOthers(): Promise<void> {
    await api.auth.endSessions({ query: { keep_current: true } });
    announce(t('profile.others_ended'));
    await showSessionChanges();
  }
  return (
    <>
      <Button variant="default" onClick={() => choose('others')}>
        {t('profile.end_others')}
      </Button>
      <Button variant="default" onClick={() => choose('everywhere')}>
        {t('shell.log_out_everywhere')}
      </Button>
      {chosen === 'others' && (
        <ActionDialog
          title={t('profile.end_others_title')}
          preview={t('profile.end_others_preview')}
          confirmLabel={t('profile.end_others')}
          act={endOthers}
          close={close}
        />
      )}
      {chosen === 'everywhere' && (
        <ActionDialog
          title={t('profile.everywhere_title')}
          preview={t('profile.everywhere_preview')}
          confirmLabel={t('shell.log_out_everywhere')}
          act={() => logOut('everywhere')}
          close={close}
        />
      )}
    </>
  );
}
