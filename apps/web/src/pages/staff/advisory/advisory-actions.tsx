import type { AdvisoryDetails } from '@kabinet/contracts/products/advisory-resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { showAdvisories } from '../../portal/advisory/queries.ts';

/** Shows the advisory to customers, or takes it back: each undoes the other. */
export function AdvisoryActions({ advisory }: { readonly advisory: AdvisoryDetails }) {
  const { t } = useTranslation();
  // What was asked for: once it is done the advisory is in the other state, before the dialog is gone.
  const [asked, ask] = useState<'publish' | 'withdraw'>();
  const isPublished = advisory.status === 'published';
  const close = () => ask(undefined);
  return (
    <>
      <Button variant={isPublished ? 'default' : 'filled'} onClick={() => ask(isPublished ? 'withdraw' : 'publish')}>
        {t(isPublished ? 'advisories.withdraw' : 'advisories.publish')}
      </Button>
      {asked === 'publish' && <Publication advisory={advisory} close={close} />}
      {asked === 'withdraw' && <Withdrawal advisory={advisory} close={close} />}
    </>
  );
}

interface DialogProps {
  readonly advisory: AdvisoryDetails;
  readonly close: () => void;
}

function Publication({ advisory: { id, tracking_id, tlp }, close }: DialogProps) {
  const { t } = useTranslation();
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await api.products.publishAdvisory({ params: { id } }, { idempotencyKey });
    await showAdvisories();
    announce(t('advisories.publish_done', { id: tracking_id }));
  }
  return (
    <ActionDialog
      title={t('advisories.publish_title', { id: tracking_id })}
      preview={t('advisories.publish_preview', { tlp: tlp === null ? t('advisories.no_tlp') : t(`advisories.tlps.${tlp}`) })}
      confirmLabel={t('advisories.publish')}
      act={act}
      close={close}
    />
  );
}

function Withdrawal({ advisory: { id, tracking_id }, close }: DialogProps) {
  const { t } = useTranslation();
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    await api.products.withdrawAdvisory({ params: { id }, body: { reason } }, { idempotencyKey });
    await showAdvisories();
    announce(t('advisories.withdraw_done', { id: tracking_id }));
  }
  return (
    <ActionDialog
      title={t('advisories.withdraw_title', { id: tracking_id })}
      preview={t('advisories.withdraw_preview')}
      confirmLabel={t('advisories.withdraw')}
      asksReason
      act={act}
      close={close}
    />
  );
}
