import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../forms/dialog.tsx';
import { LogInForm } from './log-in-form.tsx';
import { useMe } from './me.ts';
import { session } from './session.ts';

/** The log-in over the page of a session that has ended: what waited for it goes on, and nothing typed is lost. */
export function ExpiredSession() {
  const { t } = useTranslation();
  const { email } = useMe();
  return (
    <Dialog title={t('session.expired_title')}>
      <Text mb="md">{t('session.expired')}</Text>
      <LogInForm email={email} />
      <Button variant="subtle" mt="md" onClick={() => session.signOut()}>
        {t('session.other_account')}
      </Button>
    </Dialog>
  );
}
