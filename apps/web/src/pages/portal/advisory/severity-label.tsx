import type { Severity } from '@kabinet/contracts/products/advisory-resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { critical: 'bad', high: 'bad', medium: 'warning', low: 'waiting', none: 'over' };

/** The severity in words, with the score where there is one. */
export function SeverityLabel({ severity, score }: { readonly severity: Severity; readonly score: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = t(`severities.${severity}`);
  return <StateLabel tone={SEVERITY_TONES[severity]}>{score === null ? word : `${word} ${format.number(score)}`}</StateLabel>;
}
