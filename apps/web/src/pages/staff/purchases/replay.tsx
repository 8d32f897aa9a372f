import type { PurchaseDetails } from '@kabinet/contracts/licenses/resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { showTermChanges } from '../../portal/term/show-term-changes.ts';

/** Tries a refused purchase again as it came. */
export function ReplayButton({ purchase: { id, external_id } }: { readonly purchase: PurchaseDetails }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const number = external_id ?? t('purchases.nameless');
  async function act(): Promise<void> {
    try {
      await api.licenses.replayPurchase({ params: { id }, body: {} });
      announce(t('purchases.replayed', { number }));
    } finally {
      // A refusal is kept too: with the faults of this attempt.
      await showTermChanges();
    }
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('purchases.replay')}
      </Button>
      {isOpen && (
        <ActionDialog
          title={t('purchases.replay_title', { number })}
          preview={t('purchases.replay_preview')}
          confirmLabel={t('purchases.replay')}
          act={act}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
