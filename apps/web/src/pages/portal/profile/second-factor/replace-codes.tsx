import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { Form } from '../../../../forms/form.tsx';
import { noProof, ProofFields, type Proof } from './proof-fields.tsx';
import { showSecondFactorChanges } from './queries.ts';
import { ShownCodes } from './shown-codes.tsx';

/** New recovery codes in place of the old ones. */
export function ReplaceCodes({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  async function submit(body: Proof): Promise<void> {
    setCodes((await api.auth.replaceRecoveryCodes({ body })).recovery_codes);
    await showSecondFactorChanges();
  }
  if (codes) return <ShownCodes codes={codes} close={close} />;
  return (
    <Dialog title={t('security.new_codes')} close={close}>
      <Form initial={noProof} submit={submit} submitLabel={t('security.get_codes')} cancel={close} unguarded>
        <Text>{t('security.new_codes_lead')}</Text>
        <ProofFields />
      </Form>
    </Dialog>
  );
}
