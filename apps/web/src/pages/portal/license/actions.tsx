import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { ExtendLicense } from './extend-license.tsx';
import type { LicenseDetails } from './queries.ts';
import { showChanges } from './show-changes.ts';

type Action = 'extend' | 'suspend' | 'resume' | 'revoke';

interface ActionProps {
  readonly license: LicenseDetails;
  readonly close: () => void;
}

/** What staff may do with a licence in its present state. */
export function LicenseActions({ license }: Pick<ActionProps, 'license'>) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<Action>();
  const close = () => choose(undefined);
  return (
    <Group gap="xs" className="no-print">
      {possibleActions(license.status).map((action) => (
        <Button key={action} variant="default" size="compact-sm" onClick={() => choose(action)}>
          {t(`licenses.${action}`)}
        </Button>
      ))}
      {chosen === 'extend' && <ExtendLicense license={license} close={close} />}
      {chosen === 'suspend' && <Suspend license={license} close={close} />}
      {chosen === 'resume' && <Resume license={license} close={close} />}
      {chosen === 'revoke' && <Revoke license={license} close={close} />}
    </Group>
  );
}

function possibleActions(status: LicenseDetails['status']): readonly Action[] {
  switch (status) {
    case 'revoked':
      return [];
    case 'suspended':
      return ['extend', 'resume', 'revoke'];
    case 'scheduled':
    case 'active':
    case 'expired':
      return ['extend', 'suspend', 'revoke'];
    default:
      return status satisfies never;
  }
}

function Suspend({ license, close }: ActionProps) {
  const { t } = useTranslation();
  const { id, number, cabinet } = license;
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    await api.licenses.suspendLicense({ params: { id }, body: { reason } }, { idempotencyKey });
    await showChanges();
  }
  return (
    <ActionDialog
      title={t('licenses.suspend_title', { number })}
      preview={t('licenses.suspend_preview', { cabinet: cabinet.name })}
      confirmLabel={t('licenses.suspend')}
      asksReason
      act={act}
      close={close}
    />
  );
}

function Resume({ license: { id, number }, close }: ActionProps) {
  const { t } = useTranslation();
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await api.licenses.resumeLicense({ params: { id } }, { idempotencyKey });
    await showChanges();
  }
  return (
    <ActionDialog
      title={t('licenses.resume_title', { number })}
      preview={t('licenses.resume_preview')}
      confirmLabel={t('licenses.resume')}
      act={act}
      close={close}
    />
  );
}

function Revoke({ license, close }: ActionProps) {
  const { t } = useTranslation();
  const { id, number, cabinet, quantity } = license;
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    await api.licenses.revokeLicense({ params: { id }, body: { reason } }, { idempotencyKey });
    await showChanges();
  }
  return (
    <ActionDialog
      title={t('licenses.revoke_title', { number })}
      preview={t('licenses.revoke_preview', { cabinet: cabinet.name, count: quantity })}
      confirmLabel={t('licenses.revoke')}
      confirmationWord={number}
      asksReason
      act={act}
      close={close}
    />
  );
}
