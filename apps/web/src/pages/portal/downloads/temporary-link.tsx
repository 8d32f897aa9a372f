import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { CodeLine } from '../../../components/code-line.tsx';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { wgetCommand } from './commands.ts';
import { contentPath } from './start-download.ts';

/** A link that needs no token, for a machine on which nobody logs in: made when it is asked for, as it acts in the person's name. */
export function TemporaryLink({ file: { id, file } }: { readonly file: { readonly id: string; readonly file: string } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const making = useMutation({ mutationFn: () => api.auth.createDownloadLink({ body: { path: contentPath('artifacts', id) } }) });
  const { title, detail } = useWordsOf(making.error);
  if (making.data) {
    const { url, expires_at } = making.data;
    return <CodeLine label={t('downloads.temporary_until', { until: format.instant(expires_at) })} code={wgetCommand(url, file)} />;
  }
  return (
    <div>
      <Button variant="default" size="compact-sm" loading={making.isPending} onClick={() => making.mutate()}>
        {t('downloads.make_temporary')}
      </Button>
      <Text size="sm" c="dimmed" mt={4}>
        {t('downloads.temporary_hint')}
      </Text>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {making.isError && (detail || title)}
      </Text>
    </div>
  );
}
