import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { FailureNotice } from '../../../../components/failure-notice.tsx';
import { ActionDialog, type ActionInput } from '../../../../forms/action-dialog.tsx';
import { Dialog } from '../../../../forms/dialog.tsx';
import { showOrganizationChanges } from '../queries.ts';
import { Belongings } from './belongings.tsx';
import type { CloseOrganizationProps } from './close-organization.tsx';
import { closingQuery } from './queries.ts';

interface ConfirmClosingProps extends CloseOrganizationProps {
  readonly moveUp: boolean;
  readonly back: () => void;
}

/** What the organization has, as every service told; its name is typed before it is closed. */
export function ConfirmClosing({ organization: { id, name }, moveUp, close }: ConfirmClosingProps) {
  const { t } = useTranslation();
  const { data: closing, error, refetch } = useQuery(closingQuery(id));
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    const body = { move_up: moveUp, ...(reason.trim() === '' ? {} : { reason }) };
    const begun = await api.organizations.closeCabinet({ params: { id }, body }, { idempotencyKey });
    queryClient.setQueryData(closingQuery(id).queryKey, begun);
    announce(t('closing.begun', { name }));
    await showOrganizationChanges();
  }
  if (closing === undefined || closing.status === 'weighing') {
    return (
      <Dialog title={t('closing.title', { name })} close={close}>
        {error === null ? <Weighing /> : <FailureNotice error={error} retry={() => void refetch()} />}
      </Dialog>
    );
  }
  return (
    <ActionDialog
      title={t('closing.title', { name })}
      preview={
        <Stack gap="sm">
          <Text>{t(moveUp ? 'closing.preview_moves' : 'closing.preview_stops', { name })}</Text>
          <Belongings closing={closing} />
        </Stack>
      }
      confirmLabel={t('closing.close')}
      asksReason
      confirmationWord={name}
      act={act}
      close={close}
    />
  );
}

function Weighing() {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status">
      <Text>{t('closing.weighing')}</Text>
      <Skeleton height={80} />
    </Stack>
  );
}
