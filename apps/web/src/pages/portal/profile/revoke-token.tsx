import type { MachineToken } from '@kabinet/contracts/auth/resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';

/** Revokes a token for good, once its name has been typed. */
export function RevokeToken({ token: { id, name } }: { readonly token: MachineToken }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  async function act(): Promise<void> {
    await api.auth.deleteToken({ params: { id } });
    announce(t('profile.token_revoked', { name }));
    await queryClient.invalidateQueries({ queryKey: ['tokens'] });
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        className="no-print"
        aria-label={t('profile.revoke_token', { name })}
        onClick={() => setAsking(true)}
      >
        {t('profile.revoke')}
      </Button>
      {isAsking && (
        <ActionDialog
          title={t('profile.revoke_title', { name })}
          preview={t('profile.revoke_preview')}
          confirmLabel={t('profile.revoke')}
          confirmationWord={name}
          act={act}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
