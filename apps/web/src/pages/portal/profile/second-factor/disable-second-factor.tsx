import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { Form } from '../../../../forms/form.tsx';
import { noProof, ProofFields, type Proof } from './proof-fields.tsx';
import { showSecondFactorChanges } from './queries.ts';

/** From then on the password alone is enough. */
export function DisableSecondFactor({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  async function submit(body: Proof): Promise<void> {
    await api.auth.disableSecondFactor({ body });
    close();
    announce(t('security.turned_off'));
    await showSecondFactorChanges();
  }
  return (
    <Dialog title={t('security.turn_off_title')} close={close}>
      <Form initial={noProof} submit={submit} submitLabel={t('security.turn_off')} cancel={close} unguarded>
        <Text>{t('security.turn_off_lead')}</Text>
        <ProofFields />
      </Form>
    </Dialog>
  );
}
