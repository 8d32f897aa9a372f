import type { SecondFactorSetup as SecondFactorSetupSchema } from '@kabinet/contracts/auth/resources';
import { Code, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../../../api/api.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { QrCode } from '../../../../components/qr-code.tsx';
import { Dialog } from '../../../../forms/dialog.tsx';
import { PasswordField, TextField } from '../../../../forms/fields.tsx';
import { Form } from '../../../../forms/form.tsx';
import { showSecondFactorChanges } from './queries.ts';
import { ShownCodes } from './shown-codes.tsx';

type Setup = Static<typeof SecondFactorSetupSchema>;

/** Password, then the app and a code of it, then the recovery codes. Until the code is shown nothing has changed. */
export function SetUpSecondFactor({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [setup, setSetup] = useState<Setup>();
  const [codes, setCodes] = useState<readonly string[]>();
  async function confirm(body: { code: string }): Promise<void> {
    const { recovery_codes } = await api.auth.confirmSecondFactor({ body });
    setCodes(recovery_codes);
    announce(t('security.turned_on'));
    await showSecondFactorChanges();
  }
  if (codes) return <ShownCodes codes={codes} close={close} />;
  return (
    <Dialog title={t('security.set_up_title')} close={close}>
      {setup ? (
        <Form key="code" initial={{ code: '' }} submit={confirm} submitLabel={t('security.turn_on')} cancel={close} unguarded>
          <Scan setup={setup} />
          <TextField name="code" label={t('security.code')} autoComplete="one-time-code" required autoFocus />
        </Form>
      ) : (
        <Form
          initial={{ password: '' }}
          submit={async (body) => setSetup(await api.auth.beginSecondFactor({ body }))}
          submitLabel={t('security.next')}
          cancel={close}
          unguarded
        >
          <Text>{t('security.set_up_lead')}</Text>
          <PasswordField name="password" label={t('profile.current_password')} autoComplete="current-password" required autoFocus />
        </Form>
      )}
    </Dialog>
  );
}

/** For an app on a phone a picture, for any other the secret to be typed in. */
function Scan({ setup: { secret, otpauth_uri } }: { readonly setup: Setup }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text>{t('security.scan')}</Text>
      <QrCode text={otpauth_uri} label={t('security.qr')} />
      <Text size="sm" component="div">
        {t('security.secret')} <Code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Code>
      </Text>
    </Stack>
  );
}
