import type { Release } from '@kabinet/contracts/products/resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { releaseQuery, showReleases } from '../../portal/release/queries.ts';
import { ScheduleRelease } from './schedule-release.tsx';

/** What can be done to a release: one that waits gets another date, one that is out is called back. */
export function ReleaseActions({ release }: { readonly release: Release }) {
  const { t } = useTranslation();
  // What was asked for: once it is done the release is in another state, before the dialog is gone.
  const [asked, ask] = useState<'schedule' | 'recall'>();
  const close = () => ask(undefined);
  return (
    <>
      {release.status === 'scheduled' && <Button onClick={() => ask('schedule')}>{t('releases.reschedule')}</Button>}
      {release.status === 'published' && (
        <Button variant="default" onClick={() => ask('recall')}>
          {t('releases.recall')}
        </Button>
      )}
      {asked === 'schedule' && <ScheduleRelease release={release} close={close} />}
      {asked === 'recall' && <RecallRelease release={release} close={close} />}
    </>
  );
}

/** Cannot be undone: everyone who has the release is told. */
function RecallRelease({ release, close }: { readonly release: Release; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, version } = release;
  const name = `${format.text(release.product.name)} ${version}`;
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    await api.products.recallRelease({ params: { id }, body: { reason } }, { idempotencyKey, ifMatch: versionOf(release) });
    await showReleases();
    announce(t('releases.recall_done', { name }));
  }
  return (
    <ActionDialog
      title={t('releases.recall_title', { name })}
      preview={t('releases.recall_preview')}
      confirmLabel={t('releases.recall')}
      confirmationWord={version}
      asksReason
      reload={async () => void (await queryClient.query({ ...releaseQuery(id), staleTime: 0 }))}
      act={act}
      close={close}
    />
  );
}
