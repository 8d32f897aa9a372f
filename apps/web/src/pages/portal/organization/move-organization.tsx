import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { organizationQuery, showOrganizationChanges } from './queries.ts';

interface MoveOrganizationProps {
  readonly organization: Cabinet;
  readonly close: () => void;
}

/** Hangs an organization, with all that is below it, below another one that the person may manage. */
export function MoveOrganization({ organization, close }: MoveOrganizationProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(organization);
  const { id, name } = organization;
  async function submit(body: { parent_id: string }): Promise<void> {
    await api.organizations.changeCabinet({ params: { id }, body }, { ifMatch: versionOf(seen) });
    close();
    announce(t('clients.moved_notice', { name }));
    await showOrganizationChanges();
  }
  async function reload(): Promise<{ parent_id: string }> {
    setSeen(await queryClient.query({ ...organizationQuery(id), staleTime: 0 }));
    return { parent_id: '' };
  }
  return (
    <Dialog title={t('clients.move_title', { name })} close={close}>
      <Form initial={{ parent_id: '' }} submit={submit} submitLabel={t('clients.move')} reload={reload} cancel={close}>
        <Text>{t('organizations.move_preview', { name })}</Text>
        <CabinetField name="parent_id" label={t('clients.new_parent')} except={id} required />
      </Form>
    </Dialog>
  );
}
