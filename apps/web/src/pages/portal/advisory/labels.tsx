import type { AdvisoryStatus, ImpactStatus, Severity } from '@kabinet/contracts/products/advisory-resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useMe } from '../../../session/me.ts';

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { critical: 'bad', high: 'bad', medium: 'warning', low: 'waiting', none: 'over' };

/** The severity in words, with the score where there is one. */
export function SeverityLabel({ severity, score }: { readonly severity: Severity; readonly score: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = t(`advisories.severities.${severity}`);
  return <StateLabel tone={SEVERITY_TONES[severity]}>{score === null ? word : `${word} ${format.number(score)}`}</StateLabel>;
}

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
