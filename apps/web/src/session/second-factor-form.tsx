import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { TextField } from '../forms/fields.tsx';
import { Form } from '../forms/form.tsx';
import { session } from './session.ts';

interface SecondFactorFormProps {
  /** Of the log-in that waits for the code. */
  readonly mfaToken: string;
  readonly done: (() => void) | undefined;
  /** To the password: another account, or too much time has passed. */
  readonly back: () => void;
}

/** Completes a log-in with a code of the app, or with a recovery code. */
export function SecondFactorForm({ mfaToken, done, back }: SecondFactorFormProps) {
  const { t } = useTranslation();
  async function submit({ code }: { code: string }): Promise<void> {
    session.signIn(await api.auth.confirmJwt({ query: { cookie: true }, body: { mfa_token: mfaToken, code } }));
    done?.();
  }
  return (
    <Form initial={{ code: '' }} submit={submit} submitLabel={t('session.log_in')} cancel={back} unguarded>
      <Text role="status">{t('session.second_factor')}</Text>
      <TextField
        name="code"
        label={t('security.code')}
        description={t('session.second_factor_hint')}
        autoComplete="one-time-code"
        required
        autoFocus
      />
    </Form>
  );
}
