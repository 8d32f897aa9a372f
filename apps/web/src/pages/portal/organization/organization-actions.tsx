import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../navigation/paths.ts';
import { CloseOrganization } from './closing/close-organization.tsx';
import { CreateSubsidiary } from './create-subsidiary.tsx';
import { EditOrganization } from './edit-organization.tsx';
import { MoveOrganization } from './move-organization.tsx';

type Action = 'edit' | 'move' | 'create' | 'close';

/** What who manages an organization may do with it. */
export function OrganizationActions({ organization }: { readonly organization: Cabinet }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<Action>();
  const close = () => choose(undefined);
  // Nothing of what is closed, or being closed, can be changed.
  if (organization.status !== 'active') return null;
  return (
    <>
      <Button variant="default" onClick={() => choose('edit')}>
        {t('clients.edit')}
      </Button>
      {/* Whoever sees no parent cannot put it below another: it is the top of what they manage. */}
      {organization.parent_id !== null && (
        <Button variant="default" onClick={() => choose('move')}>
          {t('clients.move')}
        </Button>
      )}
      <Button variant="default" onClick={() => choose('create')}>
        {t('organizations.create')}
      </Button>
      <Button variant="default" renderRoot={(root) => <Link to={paths.organizationNotifications(organization.id)} {...root} />}>
        {t('notifications.of_organization')}
      </Button>
      {/* The topmost organization is closed by the vendor. */}
      {organization.parent_id !== null && (
        <Button variant="default" onClick={() => choose('close')}>
          {t('closing.close')}
        </Button>
      )}
      {chosen === 'close' && <CloseOrganization organization={organization} close={close} />}
      {chosen === 'edit' && <EditOrganization organization={organization} close={close} />}
      {chosen === 'move' && <MoveOrganization organization={organization} close={close} />}
      {chosen === 'create' && <CreateSubsidiary parent={organization} close={close} />}
    </>
  );
}
