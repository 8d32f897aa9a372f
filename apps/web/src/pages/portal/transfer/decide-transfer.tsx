import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { showTransferChanges } from './queries.ts';

export type TransferAction = 'accept' | 'decline' | 'withdraw' | 'return';

interface DecideTransferProps {
  readonly action: TransferAction;
  readonly transfer: Transfer;
  readonly close: () => void;
}

const { acceptTransfer, declineTransfer, withdrawTransfer, returnTransfer } = api.licenses;
const operations = { accept: acceptTransfer, decline: declineTransfer, withdraw: withdrawTransfer, return: returnTransfer };

/** Accepts, declines, withdraws or gives back, once the person has seen what that does. */
export function DecideTransfer({ action, transfer, close }: DecideTransferProps) {
  const { t } = useTranslation();
  const { id, quantity, from_cabinet, to_cabinet } = transfer;
  const words = { count: quantity, from: from_cabinet.name, to: to_cabinet.name };
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await operations[action]({ params: { id } }, { idempotencyKey });
    announce(t(`transfers.${action}.done`, words));
    await showTransferChanges();
  }
  return (
    <ActionDialog
      title={t(`transfers.${action}.title`)}
      preview={t(`transfers.${action}.preview`, words)}
      confirmLabel={t(`transfers.actions.${action}`)}
      act={act}
      close={close}
    />
  );
}
