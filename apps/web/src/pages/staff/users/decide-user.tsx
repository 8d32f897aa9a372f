import type { User } from '@kabinet/contracts/auth/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';

export type UserAction = 'disable' | 'enable' | 'reset';

interface DecideUserProps {
  readonly action: UserAction;
  readonly user: User;
  readonly close: () => void;
}

/** Shuts an account out, lets it in again, or takes off a second factor that its person has lost. */
export function DecideUser({ action, user: { id, email }, close }: DecideUserProps) {
  const { t } = useTranslation();
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    if (action === 'reset') await api.auth.resetSecondFactor({ params: { id }, body: { reason } }, { idempotencyKey });
    else await api.auth.changeUser({ params: { id }, body: { status: action === 'disable' ? 'disabled' : 'active' } });
    announce(t(`users.${action}.done`, { email }));
    await queryClient.invalidateQueries({ queryKey: ['users'] });
  }
  return (
    <ActionDialog
      title={t(`users.${action}.title`, { email })}
      preview={t(`users.${action}.preview`)}
      confirmLabel={t(`users.${action}.action`)}
      asksReason={action === 'reset'}
      act={act}
      close={close}
    />
  );
}
