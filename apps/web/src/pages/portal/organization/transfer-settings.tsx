import { Switch, Text } from '@mantine/core';
import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Section } from '../../../components/section.tsx';

export function transferSettingsQuery(id: string) {
  return queryOptions({
    queryKey: ['transfer-settings', id],
    queryFn: ({ signal }) => api.licenses.getTransferSettings({ params: { id } }, { signal }),
  });
}

/** How licences move within the tree; what the whole tree does is up to the owners of its root. */
export function TransferSettings({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { acceptance } = useSuspenseQuery(transferSettingsQuery(id)).data;
  const change = useMutation({
    mutationFn: (wanted: boolean) => api.licenses.changeTransferSettings({ params: { id }, body: { acceptance: wanted } }),
    onSuccess: (settings) => {
      queryClient.setQueryData(transferSettingsQuery(id).queryKey, settings);
      announce(t(settings.acceptance ? 'transfers.acceptance_on' : 'transfers.acceptance_off'));
    },
  });
  const { title, detail } = useWordsOf(change.error);
  return (
    <Section title={t('transfers.title')}>
      <Switch
        label={t('transfers.acceptance')}
        description={t('transfers.acceptance_hint')}
        checked={acceptance}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
      />
      <Text role="alert" size="sm" c="var(--mantine-color-error)">
        {change.isError && (detail || title)}
      </Text>
    </Section>
  );
}
