import type { Closing } from '@kabinet/contracts/organizations/closing-resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Alert, Button, Group, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';
import { FailureNotice } from '../../../../components/failure-notice.tsx';
import { Section } from '../../../../components/section.tsx';
import { WorkProgress } from '../../../../components/work-progress.tsx';
import { FailureDialog } from '../../../../forms/failure-dialog.tsx';
import { showOrganizationChanges } from '../queries.ts';
import { Belongings } from './belongings.tsx';
import { closingQuery } from './queries.ts';

/** How far a closing has come. It goes on without anybody looking, and can be given up until it is done. */
export function ClosingSection({ organization: { id } }: { readonly organization: Pick<Cabinet, 'id'> }) {
  const { t } = useTranslation();
  const { data: closing, error, refetch } = useQuery(closingQuery(id));
  const status = closing?.status;
  useEffect(() => {
    // It has ended one way or the other: what the page shows of the organization is old.
    if (status === 'closed' || status === 'cancelled' || status === 'refused') void showOrganizationChanges();
  }, [status]);
  return (
    <Section title={t('closing.section')}>
      {closing && <Standing id={id} closing={closing} />}
      {!closing && (error === null ? <Skeleton height={60} /> : <FailureNotice error={error} retry={() => void refetch()} />)}
    </Section>
  );
}

function Standing({ id, closing }: { readonly id: string; readonly closing: Closing }) {
  const { t } = useTranslation();
  const { move_up, parts, status } = closing;
  const keep = (next: Closing) => queryClient.setQueryData(closingQuery(id).queryKey, next);
  const again = useMutation({ mutationFn: () => api.organizations.closeCabinet({ params: { id }, body: { move_up } }), onSuccess: keep });
  const giveUp = useMutation({ mutationFn: () => api.organizations.cancelClosing({ params: { id } }), onSuccess: keep });
  const done = parts.filter((part) => part.status === 'cleared').length;
  const failed = [again, giveUp].find(({ isError }) => isError);
  return (
    <>
      {status === 'stuck' ? (
        <Alert color="yellow" variant="outline" title={t('closing.stuck')}>
          <Belongings closing={closing} />
        </Alert>
      ) : (
        <WorkProgress label={t('closing.going_on')} done={done} total={parts.length} />
      )}
      <Group gap="sm">
        {status === 'stuck' && (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t('closing.go_on')}
          </Button>
        )}
        <Button variant="default" loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
          {t('closing.give_up')}
        </Button>
      </Group>
      {failed && <FailureDialog error={failed.error} close={failed.reset} />}
    </>
  );
}
