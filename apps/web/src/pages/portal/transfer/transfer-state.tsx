import type { TransferStatus } from '@kabinet/contracts/licenses/transfer-resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';

export const TRANSFER_STATES = ['pending', 'done', 'returned', 'declined', 'withdrawn'] as const satisfies readonly TransferStatus[];

const TONES: Readonly<Record<TransferStatus, Tone>> = {
  pending: 'waiting',
  done: 'good',
  returned: 'over',
  declined: 'bad',
  withdrawn: 'over',
};

export function TransferState({ status }: { readonly status: TransferStatus }) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`transfers.status.${status}`)}</StateLabel>;
}
