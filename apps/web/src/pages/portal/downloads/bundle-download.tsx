import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { contentPath, startDownload } from './start-download.ts';

/** The most files of one archive. */
const MOST_FILES = 500;

/** Downloads the chosen files as one archive, with their digests in it; what is withheld is left out, and that is said. */
export function BundleDownload({ files }: { readonly files: readonly ListedArtifact[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const offered = files.filter(({ download_url }) => download_url !== undefined).slice(0, MOST_FILES);
  const withheld = files.length - offered.length;
  const size = offered.reduce((sum, file) => sum + file.size, 0);
  const download = useBundle(offered);
  const { title, detail } = useWordsOf(download.error);
  return (
    <>
      {offered.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="download" size={16} />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {t('downloads.bundle', { count: offered.length, size: format.size(size) })}
        </Button>
      )}
      {withheld > 0 && (
        <Text size="sm" c="dimmed">
          {t('downloads.left_out', { count: withheld })}
        </Text>
      )}
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {download.isError && (detail || title)}
      </Text>
    </>
  );
}

function useBundle(files: readonly ListedArtifact[]) {
  const { t } = useTranslation();
  const format = useFormat();
  return useMutation({
    async mutationFn() {
      const { id, file, size } = await api.artifacts.createBundle({ body: { artifact_ids: files.map((artifact) => artifact.id) } });
      await startDownload(contentPath('bundles', id));
      announce(t('downloads.bundle_started', { file, size: format.size(size) }));
    },
  });
}
