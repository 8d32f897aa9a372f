import { MIN_PASSWORD_LENGTH } from '@kabinet/contracts/auth/password';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { PasswordField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import classes from './profile.module.css';

interface Passwords {
  current_password: string;
  password: string;
}

/** Another password; the person's other sessions end. */
export function ChangePassword() {
  const { t } = useTranslation();
  const [changes, setChanges] = useState(0);
  async function submit(body: Passwords): Promise<void> {
    await api.auth.changePassword({ body });
    announce(t('profile.password_changed'));
    // An empty form: what was typed is nobody's business any more.
    setChanges(changes + 1);
    await queryClient.invalidateQueries({ queryKey: ['sessions'] });
  }
  return (
    <Section title={t('session.password')}>
      <Text c="dimmed">{t('profile.password_lead')}</Text>
      <div className={classes.form}>
        <Form
          key={changes}
          initial={{ current_password: '', password: '' }}
          submit={submit}
          submitLabel={t('profile.change_password')}
          unguarded
        >
          <PasswordField name="current_password" label={t('profile.current_password')} autoComplete="current-password" required />
          <PasswordField
            name="password"
            label={t('session.new_password')}
            description={t('session.password_hint', { count: MIN_PASSWORD_LENGTH })}
            autoComplete="new-password"
            required
          />
        </Form>
      </div>
    </Section>
  );
}
