import { useTranslation } from 'react-i18next';
import { PasswordField, TextField } from '../../../../forms/fields.tsx';

export interface Proof {
  password: string;
  code: string;
}

export const noProof: Proof = { password: '', code: '' };

/** Who changes how they log in proves once more who they are. */
export function ProofFields() {
  const { t } = useTranslation();
  return (
    <>
      <PasswordField name="password" label={t('profile.current_password')} autoComplete="current-password" required autoFocus />
      <TextField name="code" label={t('security.code')} description={t('security.code_hint')} autoComplete="one-time-code" required />
    </>
  );
}
