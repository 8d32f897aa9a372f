import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SavedFile } from '../api/client.ts';
import { saveFile } from '../api/save-file.ts';
import { useWordsOf } from './failure-notice.tsx';
import { Icon } from './icons.tsx';

interface DownloadButtonProps {
  readonly label: string;
  readonly fetch: () => Promise<SavedFile>;
  readonly variant?: 'filled' | 'default' | 'subtle';
  readonly size?: 'sm' | 'compact-sm';
}

/** Fetches a file in the name of the person, which a plain link could not, and saves it. A refusal is told beside the button. */
export function DownloadButton({ label, fetch, variant = 'default', size = 'sm' }: DownloadButtonProps) {
  const download = useMutation({ mutationFn: async () => saveFile(await fetch()) });
  const { title, detail } = useWordsOf(download.error);
  return (
    <div>
      <Button
        variant={variant}
        size={size}
        leftSection={<Icon name="download" />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {label}
      </Button>
      <Text role="alert" size="xs" c="var(--mantine-color-error)" maw={260}>
        {download.isError && (detail || title)}
      </Text>
    </div>
  );
}
