import type { ReportJob } from '@kabinet/contracts/reports/job-resources';
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Icon } from '../../../components/icons.tsx';
import { contentPath, startDownload } from '../downloads/start-download.ts';
import { isUnderWay } from './made-report-state.tsx';

/** What can be done with a report: take it, stop it, or have it taken away. */
export function MadeReportActions({ job }: { readonly job: ReportJob }) {
  const { t } = useTranslation();
  const isGoingOn = isUnderWay(job);
  const ending = useMutation({
    mutationFn: () => api.reports.cancelOperation({ params: { id: job.id } }),
    async onSuccess() {
      announce(t(isGoingOn ? 'reports.made.stopped' : 'reports.made.deleted'));
      await queryClient.invalidateQueries({ queryKey: ['made-reports'] });
    },
  });
  const { title, detail } = useWordsOf(ending.error);
  const name = job.file ?? t(`reports.${job.report}`);
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        {job.status === 'done' && <Take id={job.id} name={name} />}
        <Button
          variant="subtle"
          size="compact-sm"
          loading={ending.isPending}
          aria-label={t(isGoingOn ? 'reports.made.stop_named' : 'reports.made.delete_named', { name })}
          onClick={() => ending.mutate()}
        >
          {isGoingOn ? t('common.stop') : t('reports.made.delete')}
        </Button>
      </Group>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {ending.isError && (detail || title)}
      </Text>
    </div>
  );
}

/** The browser downloads by itself and could not say why it may not: so that is asked before. */
function Take({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<string>();
  const taking = useMutation({
    async mutationFn() {
      const { problem } = await api.reports.getOperation({ params: { id } });
      setRefusal(problem?.detail ?? problem?.title);
      if (!problem) await startDownload(contentPath('reports', id));
    },
  });
  const { title, detail } = useWordsOf(taking.error);
  return (
    <div>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="download" size={16} />}
        loading={taking.isPending}
        aria-label={t('reports.made.download_named', { name })}
        onClick={() => taking.mutate()}
      >
        {t('reports.made.download')}
      </Button>
      <Text role="alert" size="xs" c="var(--mantine-color-error)" maw={260}>
        {taking.isError ? detail || title : refusal}
      </Text>
    </div>
  );
}
