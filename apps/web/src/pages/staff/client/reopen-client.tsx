import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import type { Client } from './queries.ts';

/** Opens a closed organization again. */
export function ReopenClient({ client: { id, name } }: { readonly client: Client }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await api.organizations.reopenCabinet({ params: { id } }, { idempotencyKey });
    announce(t('closing.reopened', { name }));
    await queryClient.invalidateQueries({ queryKey: ['cabinets'] });
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('closing.reopen')}</Button>
      {isOpen && (
        <ActionDialog
          title={t('closing.reopen_title', { name })}
          preview={t('closing.reopen_preview')}
          confirmLabel={t('closing.reopen')}
          act={act}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
