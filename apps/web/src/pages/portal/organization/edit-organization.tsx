import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { bodyOf, OrganizationFields, particularsOf, type Particulars } from './organization-fields.tsx';
import { organizationQuery, showOrganizationChanges } from './queries.ts';

interface EditOrganizationProps {
  readonly organization: Cabinet;
  readonly close: () => void;
}

/** Changes an organization's particulars; only what was changed is sent, as some of it is the vendor's to change. */
export function EditOrganization({ organization, close }: EditOrganizationProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(organization);
  async function submit(values: Particulars): Promise<void> {
    const changes = changesBetween(bodyOf(particularsOf(seen)), bodyOf(values));
    if (Object.keys(changes).length > 0) {
      await api.organizations.changeCabinet({ params: { id: seen.id }, body: changes }, { ifMatch: versionOf(seen) });
      announce(t('clients.saved_notice', { name: values.name }));
    }
    close();
    await showOrganizationChanges();
  }
  async function reload(): Promise<Particulars> {
    const fresh = await queryClient.query({ ...organizationQuery(seen.id), staleTime: 0 });
    setSeen(fresh);
    return particularsOf(fresh);
  }
  return (
    <Dialog title={t('clients.edit_title', { name: organization.name })} close={close}>
      <Form initial={particularsOf(organization)} submit={submit} submitLabel={t('common.save')} reload={reload} cancel={close}>
        <OrganizationFields kind={organization.kind} />
      </Form>
    </Dialog>
  );
}

type Body = ReturnType<typeof bodyOf>;

function changesBetween(before: Body, after: Body): Partial<Body> {
  const names = Object.keys(after) as (keyof Body)[];
  return Object.fromEntries(names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]));
}
