import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { ChoiceField, TextField } from '../../../../forms/fields.tsx';
import { Form } from '../../../../forms/form.tsx';
import type { Language } from '../../../../i18n/i18n.ts';
import { AccessFields, type AccessValues } from './access-fields.tsx';
import { showPeopleChanges } from './queries.ts';
import { disabledBeside, servicesOf } from './services.ts';

interface InvitePersonProps {
  readonly organization: Pick<Cabinet, 'id' | 'name'>;
  readonly close: () => void;
}

type Invitation = AccessValues & { email: string; name: string; locale: Language };

/** Sends somebody a link by which they join the organization. */
export function InvitePerson({ organization: { id, name: cabinet }, close }: InvitePersonProps) {
  const { t, i18n } = useTranslation();
  const initial: Invitation = {
    email: '',
    name: '',
    locale: i18n.language as Language,
    role: 'viewer',
    services: [...servicesOf('owner')],
  };
  async function submit({ services, ...invitee }: Invitation): Promise<void> {
    await api.auth.inviteCabinetUser({ params: { id }, body: { ...invitee, disabled: disabledBeside(services, invitee.role) } });
    close();
    announce(t('organizations.invited', { email: invitee.email }));
    await showPeopleChanges();
  }
  return (
    <Dialog title={t('organizations.invite_title', { cabinet })} close={close}>
      <Form initial={initial} submit={submit} submitLabel={t('organizations.send_invitation')} cancel={close}>
        <TextField name="email" type="email" label={t('session.email')} required autoFocus />
        <TextField name="name" label={t('organizations.person')} required />
        <AccessFields />
        <ChoiceField
          name="locale"
          label={t('organizations.invitation_language')}
          options={(['ru', 'en'] as const).map((value) => ({ value, label: t(`profile.languages.${value}`) }))}
        />
      </Form>
    </Dialog>
  );
}
