import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../../../forms/fields.tsx';
import { Form } from '../../../../forms/form.tsx';
import type { Language } from '../../../../i18n/i18n.ts';
import { showPeopleChanges } from './queries.ts';

interface AppointOwnerProps {
  readonly organization: Pick<Cabinet, 'id' | 'name'>;
}

/** For staff: gives an organization an owner, where it has none any more or the wrong one. */
export function AppointOwner({ organization }: AppointOwnerProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-sm" className="no-print" onClick={() => setOpen(true)}>
        {t('people.appoint')}
      </Button>
      {isOpen && <AppointDialog organization={organization} close={() => setOpen(false)} />}
    </>
  );
}

interface Appointment {
  email: string;
  name: string;
  locale: Language;
  reason: string;
}

function AppointDialog({ organization: { id, name: cabinet }, close }: AppointOwnerProps & { readonly close: () => void }) {
  const { t, i18n } = useTranslation();
  const initial: Appointment = { email: '', name: '', locale: i18n.language as Language, reason: '' };
  async function submit(body: Appointment): Promise<void> {
    const { name, status } = await api.auth.appointOwner({ params: { id }, body });
    close();
    announce(t(status === 'invited' ? 'organizations.invited' : 'people.appointed', { name, cabinet, email: body.email }));
    await showPeopleChanges();
  }
  return (
    <Dialog title={t('people.appoint_title', { cabinet })} close={close}>
      <Form initial={initial} submit={submit} submitLabel={t('people.appoint')} cancel={close}>
        <Text>{t('people.appoint_preview')}</Text>
        <TextField name="email" type="email" label={t('session.email')} required autoFocus />
        <TextField name="name" label={t('organizations.person')} description={t('people.appoint_name_hint')} required />
        <ChoiceField
          name="locale"
          label={t('organizations.invitation_language')}
          options={(['ru', 'en'] as const).map((value) => ({ value, label: t(`profile.languages.${value}`) }))}
        />
        <TextAreaField name="reason" label={t('forms.reason')} description={t('people.appoint_reason_hint')} required />
      </Form>
    </Dialog>
  );
}
