import type { Purchase } from '@kabinet/contracts/licenses/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';

export const PURCHASE_STATES = ['accepted', 'refused', 'reversed'] as const satisfies readonly Purchase['status'][];

const TONES: Readonly<Record<Purchase['status'], Tone>> = { accepted: 'good', refused: 'bad', reversed: 'over' };

export function PurchaseState({ status }: Pick<Purchase, 'status'>) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`purchases.status.${status}`)}</StateLabel>;
}
