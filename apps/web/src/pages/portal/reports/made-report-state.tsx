import type { ReportJob } from '@kabinet/contracts/reports/job-resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { WorkProgress } from '../../../components/work-progress.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

const TONES: Readonly<Record<ReportJob['status'], Tone>> = {
  queued: 'waiting',
  running: 'waiting',
  done: 'good',
  failed: 'bad',
  cancelled: 'over',
};

export function isUnderWay({ status }: ReportJob): boolean {
  return status === 'queued' || status === 'running';
}

/** How a report is, how far it has come, and why it came to nothing. */
export function MadeReportState({ job: { status, progress, problem } }: { readonly job: ReportJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, total } = progress;
  if (status === 'running' && total !== null && total > 0) {
    const label = t('reports.made.rows_done', { done: format.number(done), total: format.number(total) });
    return <WorkProgress label={label} done={Math.min(done, total)} total={total} />;
  }
  return (
    <div>
      <StateLabel tone={TONES[status]}>{t(`reports.made.states.${status}`)}</StateLabel>
      {problem && (
        <Text size="sm" c="dimmed">
          {problem.detail ?? problem.title}
        </Text>
      )}
    </div>
  );
}
