import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { versionOf } from '../../../../api/client.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { Form } from '../../../../forms/form.tsx';
import { AccessFields, type AccessValues } from './access-fields.tsx';
import { readPerson, showPeopleChanges, type PersonOf } from './queries.ts';
import { disabledBeside, servicesOf } from './services.ts';

interface PersonDialogProps extends PersonOf {
  readonly close: () => void;
}

/** Gives somebody another role, and switches services on and off for them. */
export function ChangePerson({ organization, person, close }: PersonDialogProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(person);
  const { name } = person;
  async function submit({ role, services }: AccessValues): Promise<void> {
    const params = { id: organization.id, user_id: seen.id };
    await api.auth.changeCabinetUser({ params, body: { role, disabled: disabledBeside(services, role) } }, { ifMatch: versionOf(seen) });
    close();
    announce(t('organizations.person_changed', { name }));
    await showPeopleChanges();
  }
  async function reload(): Promise<AccessValues> {
    const fresh = await readPerson({ organization, person });
    setSeen(fresh);
    return accessOf(fresh);
  }
  return (
    <Dialog title={t('organizations.change_title', { name })} close={close}>
      <Form initial={accessOf(person)} submit={submit} submitLabel={t('common.save')} reload={reload} cancel={close}>
        <AccessFields />
      </Form>
    </Dialog>
  );
}

function accessOf({ role, disabled }: CabinetUser): AccessValues {
  return { role, services: servicesOf('owner').filter((service) => !disabled.includes(service)) };
}
