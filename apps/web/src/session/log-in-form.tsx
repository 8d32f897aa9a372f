import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { isApiProblem } from '../api/problem.ts';
import { PasswordField, TextField } from '../forms/fields.tsx';
import { Form } from '../forms/form.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { session } from './session.ts';

interface LogInFormProps {
  readonly email?: string;
  readonly done?: () => void;
}

interface Credentials {
  email: string;
  password: string;
}

/** Asks for address and password, and where the account wants it for a code. The refresh token goes into a cookie that scripts cannot read. */
export function LogInForm({ email = '', done }: LogInFormProps) {
  const { t } = useTranslation();
  /** Of a log-in whose password was right. */
  const [mfaToken, setMfaToken] = useState<string>();
  async function submit(body: Credentials): Promise<void> {
    try {
      session.signIn(await api.auth.createJwt({ query: { cookie: true }, body }));
      done?.();
    } catch (error) {
      if (!isApiProblem(error, 'second_factor_required')) throw error;
      setMfaToken(error.member('mfa_token'));
    }
  }
  if (mfaToken !== undefined) return <SecondFactorForm mfaToken={mfaToken} done={done} back={() => setMfaToken(undefined)} />;
  return (
    <Form initial={{ email, password: '' }} submit={submit} submitLabel={t('session.log_in')} unguarded>
      <TextField name="email" type="email" label={t('session.email')} autoComplete="username" required autoFocus={email === ''} />
      <PasswordField name="password" label={t('session.password')} autoComplete="current-password" required autoFocus={email !== ''} />
    </Form>
  );
}
