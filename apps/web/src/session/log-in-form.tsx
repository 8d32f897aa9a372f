import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { PasswordField, TextField } from '../forms/fields.tsx';
import { Form } from '../forms/form.tsx';
import { session } from './session.ts';

interface LogInFormProps {
  readonly email?: string;
  readonly done?: () => void;
}

/** Asks for address and password. The refresh token goes into a cookie that scripts cannot read. */
export function LogInForm({ email = '', done }: LogInFormProps) {
  const { t } = useTranslation();
  async function submit(body: { email: string; password: string }): Promise<void> {
    session.signIn(await api.auth.createJwt({ query: { cookie: true }, body }));
    done?.();
  }
  return (
    <Form initial={{ email, password: '' }} submit={submit} submitLabel={t('session.log_in')} unguarded>
      <TextField name="email" type="email" label={t('session.email')} autoComplete="username" required autoFocus={email === ''} />
      <PasswordField name="password" label={t('session.password')} autoComplete="current-password" required autoFocus={email !== ''} />
    </Form>
  );
}
