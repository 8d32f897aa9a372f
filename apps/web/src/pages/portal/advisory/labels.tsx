import type { AdvisoryStatus, ImpactStatus } from '@kabinet/contracts/products/advisory-resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useMe } from '../../../session/me.ts';

const IMPACT_TONES: Readonly<Record<ImpactStatus, Tone>> = {
  affected: 'bad',
  // Nobody shall take it for a good sign.
  unknown: 'warning',
  updated: 'waiting',
  not_affected: 'good',
  not_held: 'over',
};

/** Whether it affects the reader; to staff, the chosen client. */
export function ImpactLabel({ status }: { readonly status: ImpactStatus }) {
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <StateLabel tone={IMPACT_TONES[status]}>{t(isStaff ? `advisories.impacts_on.${status}` : `advisories.impacts.${status}`)}</StateLabel>
  );
}

const STATUS_TONES: Readonly<Record<AdvisoryStatus, Tone>> = { draft: 'waiting', published: 'good', withdrawn: 'bad' };

/** Whether customers see it. */
export function AdvisoryState({ status }: { readonly status: AdvisoryStatus }) {
  const { t } = useTranslation();
  return <StateLabel tone={STATUS_TONES[status]}>{t(`advisories.statuses.${status}`)}</StateLabel>;
}
