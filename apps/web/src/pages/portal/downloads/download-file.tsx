import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Icon } from '../../../components/icons.tsx';
import { contentPath, startDownload } from './start-download.ts';

interface DownloadFileProps {
  readonly id: string;
  readonly file: string;
  readonly variant?: 'default' | 'filled';
}

/** Begins the download of a file; a refusal is told beside the button. */
export function DownloadFile({ id, file, variant = 'default' }: DownloadFileProps) {
  const { t } = useTranslation();
  const download = useMutation({ mutationFn: () => startDownload(contentPath('artifacts', id)) });
  const { title, detail } = useWordsOf(download.error);
  return (
    <div className="no-print">
      <Button
        variant={variant}
        size="compact-sm"
        leftSection={<Icon name="download" size={16} />}
        loading={download.isPending}
        aria-label={t('downloads.download_file', { file })}
        onClick={() => download.mutate()}
      >
        {t('downloads.download')}
      </Button>
      <Text role="alert" size="xs" c="var(--mantine-color-error)" maw={260}>
        {download.isError && (detail || title)}
      </Text>
    </div>
  );
}
