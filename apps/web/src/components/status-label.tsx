import type { TermStatus } from '@kabinet/contracts/licenses/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from './state-label.tsx';

const TONES: Readonly<Record<TermStatus, Tone>> = {
  scheduled: 'waiting',
  active: 'good',
  expired: 'over',
  suspended: 'warning',
  revoked: 'bad',
};

/** The state of a licence or certificate. */
export function StatusLabel({ status }: { readonly status: TermStatus }) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`common.status.${status}`)}</StateLabel>;
}
