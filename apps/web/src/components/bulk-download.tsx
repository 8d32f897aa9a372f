import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../api/client.ts';
import { saveFile } from '../api/save-file.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWordsOf } from './failure-notice.tsx';
import { Icon } from './icons.tsx';
import { WorkProgress } from './work-progress.tsx';

interface BulkDownloadProps {
  readonly label: string;
  readonly fetches: readonly ((signal: AbortSignal) => Promise<SavedFile>)[];
}

interface Work {
  readonly done: number;
  readonly total: number;
  readonly stop: () => void;
}

/** Saves several files, one after the other: browsers ask the person once. Whoever stops it keeps what is saved already. */
export function BulkDownload({ label, fetches }: BulkDownloadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [work, setWork] = useState<Work>();
  const saving = useMutation({ mutationFn: () => saveEach(fetches, setWork), onSettled: () => setWork(undefined) });
  const { title, detail } = useWordsOf(saving.error);
  useEffect(() => work?.stop, [work?.stop]);
  if (work) {
    const words = t('list.files_saved', { done: format.number(work.done), total: format.number(work.total) });
    return <WorkProgress label={words} done={work.done} total={work.total} cancel={work.stop} />;
  }
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="download" />} onClick={() => saving.mutate()}>
        {label}
      </Button>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {saving.isError && (detail || title)}
      </Text>
    </>
  );
}

async function saveEach(fetches: BulkDownloadProps['fetches'], tell: (work: Work) => void): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const [done, fetch] of fetches.entries()) {
    tell({ done, total: fetches.length, stop });
    try {
      saveFile(await fetch(stopping.signal));
    } catch (error) {
      if (stopping.signal.aborted) return;
      throw error;
    }
  }
}
