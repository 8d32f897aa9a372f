import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { paths } from '../../../navigation/paths.ts';
import { bodyOf, OrganizationFields, type Particulars } from './organization-fields.tsx';
import { showOrganizationChanges } from './queries.ts';

interface CreateSubsidiaryProps {
  readonly parent: Cabinet;
  readonly close: () => void;
}

const nothing: Particulars = { name: '', full_name: '', inn: '', kpp: '', ogrn: '', kind: 'customer' };

/** A new organization below `parent`; leads to its page. */
export function CreateSubsidiary({ parent, close }: CreateSubsidiaryProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function submit(values: Particulars, idempotencyKey: string): Promise<void> {
    const body = { ...bodyOf(values), parent_id: parent.id };
    const { id, name } = await api.organizations.createCabinet({ body }, { idempotencyKey });
    close();
    announce(t('organizations.created', { name, parent: parent.name }));
    await showOrganizationChanges();
    await navigate({ to: paths.organization(id) });
  }
  return (
    <Dialog title={t('organizations.create_title', { name: parent.name })} close={close}>
      <Form initial={nothing} submit={submit} submitLabel={t('organizations.create')} cancel={close}>
        <OrganizationFields />
      </Form>
    </Dialog>
  );
}
