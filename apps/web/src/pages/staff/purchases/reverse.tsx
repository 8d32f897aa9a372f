import type { PurchaseDetails, PurchaseReversal } from '@kabinet/contracts/licenses/resources';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { showTermChanges } from '../../portal/term/show-term-changes.ts';
import { purchaseQuery, reversalQuery } from './queries.ts';
import { Obstacles, ReversalPreview } from './reversal-preview.tsx';

interface ReverseProps {
  readonly purchase: PurchaseDetails;
}

/** Takes back a purchase that was a mistake, once the person has seen what that does. */
export function ReverseButton({ purchase }: ReverseProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('purchases.reverse')}
      </Button>
      {isOpen && <ReverseDialog purchase={purchase} close={() => setOpen(false)} />}
    </>
  );
}

interface ReverseDialogProps extends ReverseProps {
  readonly close: () => void;
}

function ReverseDialog({ purchase, close }: ReverseDialogProps) {
  const { t } = useTranslation();
  const { data: reversal, error, refetch } = useQuery(reversalQuery(purchase.id));
  const number = purchase.external_id ?? purchase.id;
  if (reversal?.obstacles.length === 0) return <Confirmation purchase={purchase} reversal={reversal} close={close} />;
  return (
    <Dialog title={t(reversal ? 'purchases.reverse_stopped_title' : 'purchases.reverse_title', { number })} close={close}>
      {reversal && <Obstacles obstacles={reversal.obstacles} />}
      {!reversal && (error === null ? <Skeleton height={120} /> : <FailureNotice error={error} retry={() => void refetch()} />)}
    </Dialog>
  );
}

function Confirmation({ purchase, reversal, close }: ReverseDialogProps & { readonly reversal: PurchaseReversal }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(purchase);
  const { id } = purchase;
  const number = purchase.external_id ?? id;
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    await api.licenses.reversePurchase({ params: { id }, body: { reason } }, { idempotencyKey, ifMatch: versionOf(seen) });
    announce(t('purchases.reversed_done', { number }));
    await showTermChanges();
  }
  return (
    <ActionDialog
      title={t('purchases.reverse_title', { number })}
      preview={<ReversalPreview reversal={reversal} />}
      confirmLabel={t('purchases.reverse_confirm')}
      confirmationWord={number}
      asksReason
      reload={async () => setSeen(await queryClient.query({ ...purchaseQuery(id), staleTime: 0 }))}
      act={act}
      close={close}
    />
  );
}
