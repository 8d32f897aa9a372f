import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { Issue } from './queries.ts';
import { useNow } from './use-now.ts';

const STATUS_TONES: Readonly<Record<IssueStatus, Tone>> = {
  new: 'warning',
  open: 'waiting',
  waiting_for_customer: 'warning',
  resolved: 'good',
  closed: 'over',
};

export function IssueStatusLabel({ status }: { readonly status: IssueStatus }) {
  const { t } = useTranslation();
  return <StateLabel tone={STATUS_TONES[status]}>{t(`support.statuses.${status}`)}</StateLabel>;
}

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { critical: 'bad', high: 'warning', normal: 'waiting', low: 'over' };

export function IssueSeverityLabel({ severity }: { readonly severity: Severity }) {
  const { t } = useTranslation();
  return <StateLabel tone={SEVERITY_TONES[severity]}>{t(`support.severities.${severity}`)}</StateLabel>;
}

/** The clock that the customer sees: when the first answer is due, was given, or should have been. */
export function ResponseClock({ issue }: { readonly issue: Pick<Issue, 'respond_by' | 'responded_at' | 'status'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { respond_by, responded_at, status } = issue;
  if (responded_at !== null) {
    const isLate = respond_by !== null && responded_at > respond_by;
    return <StateLabel tone={isLate ? 'warning' : 'good'}>{t('support.answered', { at: format.instant(responded_at) })}</StateLabel>;
  }
  if (respond_by === null || status === 'closed') return <StateLabel tone="over">{t('support.no_target')}</StateLabel>;
  const isLate = Date.parse(respond_by) < now;
  const at = format.instant(respond_by);
  return <StateLabel tone={isLate ? 'bad' : 'waiting'}>{isLate ? t('support.late', { at }) : t('support.due', { at })}</StateLabel>;
}
