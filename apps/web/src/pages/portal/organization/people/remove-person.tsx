import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { versionOf } from '../../../../api/client.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../../forms/action-dialog.tsx';
import { readPerson, showPeopleChanges, type PersonOf } from './queries.ts';

interface RemovePersonProps extends PersonOf {
  readonly close: () => void;
}

/** Takes somebody out of the organization, or takes an invitation back. */
export function RemovePerson({ organization, person, close }: RemovePersonProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(person);
  const what = seen.status === 'invited' || seen.status === 'expired' ? 'withdraw' : 'remove';
  const words = { name: seen.name, email: seen.email, cabinet: organization.name };
  async function act(): Promise<void> {
    await api.auth.removeCabinetUser({ params: { id: organization.id, user_id: seen.id } }, { ifMatch: versionOf(seen) });
    announce(t(`organizations.${what}_done`, words));
    await showPeopleChanges();
  }
  return (
    <ActionDialog
      title={t(`organizations.${what}_title`, words)}
      preview={t(`organizations.${what}_preview`, words)}
      confirmLabel={t(`organizations.${what}`)}
      reload={async () => setSeen(await readPerson({ organization, person }))}
      act={act}
      close={close}
    />
  );
}
