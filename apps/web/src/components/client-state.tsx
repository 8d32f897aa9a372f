import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from './state-label.tsx';

const TONES: Readonly<Record<Cabinet['status'], Tone>> = { active: 'good', closing: 'warning', closed: 'over' };

/** Whether the organization is still in business with the vendor. */
export function ClientState({ status }: Pick<Cabinet, 'status'>) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`clients.statuses.${status}`)}</StateLabel>;
}
