import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { PasswordField, TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useMe } from '../../../session/me.ts';
import classes from './profile.module.css';

const nothing = { email: '', password: '' };

/** Another address: it becomes the account's once the link in the mail to it is opened. */
export function ChangeEmail() {
  const { t } = useTranslation();
  const me = useMe();
  const [changes, setChanges] = useState(0);
  async function submit(body: typeof nothing): Promise<void> {
    await api.auth.requestEmailChange({ body });
    announce(t('security.email_sent', { email: body.email }));
    setChanges(changes + 1);
  }
  return (
    <Section title={t('session.email')}>
      <Text c="dimmed">{t('security.email_lead', { email: me.email })}</Text>
      <div className={classes.form}>
        <Form key={changes} initial={nothing} submit={submit} submitLabel={t('security.change_email')} unguarded>
          <TextField name="email" type="email" label={t('security.new_email')} autoComplete="email" required />
          <PasswordField name="password" label={t('profile.current_password')} autoComplete="current-password" required />
        </Form>
      </div>
    </Section>
  );
}
