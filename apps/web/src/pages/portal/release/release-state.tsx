import type { ReleaseStatus } from '@kabinet/contracts/products/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';

const TONES: Readonly<Record<ReleaseStatus, Tone>> = { held: 'warning', scheduled: 'waiting', published: 'good', recalled: 'bad' };

/** Whether customers see the release. */
export function ReleaseState({ status }: { readonly status: ReleaseStatus }) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`releases.statuses.${status}`)}</StateLabel>;
}
