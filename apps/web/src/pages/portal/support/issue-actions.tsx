import type { IssueStatus } from '@kabinet/contracts/issues/resources';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import { useMay, useMe } from '../../../session/me.ts';
import { showIssueChanges, type IssueDetails } from './queries.ts';

/** Where the reader may take the request, and whether they are told of it. */
export function IssueActions({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const { id: me } = useMe();
  const mayWrite = useMay('issues.write');
  const { id, is_followed, next_statuses } = issue;
  const act = useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    onSettled: showIssueChanges,
  });
  function move(status: IssueStatus): void {
    act.mutate(async () => {
      await api.issues.changeIssue({ params: { id }, body: { status } }, { ifMatch: versionOf(issue) });
      announce(t('support.moved', { status: t(`support.statuses.${status}`) }));
    });
  }
  function follow(): void {
    const params = { id, user_id: me };
    act.mutate(async () => {
      await (is_followed ? api.issues.removeFollower({ params }) : api.issues.addFollower({ params }));
      announce(t(is_followed ? 'support.unfollowed' : 'support.followed'));
    });
  }
  return (
    <>
      {mayWrite && (
        <Button variant="default" disabled={act.isPending} onClick={follow}>
          {t(is_followed ? 'support.unfollow' : 'support.follow')}
        </Button>
      )}
      {next_statuses.map((status) => (
        <Button key={status} variant="default" disabled={act.isPending} onClick={() => move(status)}>
          {t(`support.moves.${status}`)}
        </Button>
      ))}
      {act.isError && <FailureDialog error={act.error} close={act.reset} />}
    </>
  );
}
