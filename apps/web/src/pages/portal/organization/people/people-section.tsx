import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../../components/list/columns.ts';
import { List } from '../../../../components/list/list.tsx';
import { Notice } from '../../../../components/notice.tsx';
import { Section } from '../../../../components/section.tsx';
import { useFormat } from '../../../../i18n/use-format.ts';
import { useMay } from '../../../../session/me.ts';
import { InvitePerson } from './invite-person.tsx';
import { PersonMenu } from './person-menu.tsx';
import { peopleList } from './queries.ts';

type Organization = Pick<Cabinet, 'id' | 'name'>;

/** Who works in an organization, and who is invited to. */
export function PeopleSection({ organization }: { readonly organization: Organization }) {
  const { t } = useTranslation();
  const [isInviting, setInviting] = useState(false);
  const columns = useColumns(organization);
  const invite = useMay('people.manage') && (
    <Button variant="default" size="compact-sm" className="no-print" onClick={() => setInviting(true)}>
      {t('organizations.invite')}
    </Button>
  );
  return (
    <Section title={t('organizations.people')} aside={invite}>
      <List
        list={peopleList(organization.id)}
        columns={columns}
        nameOf={({ name }) => name}
        empty={<Notice title={t('organizations.no_people_title')}>{t('organizations.no_people')}</Notice>}
      />
      {isInviting && <InvitePerson organization={organization} close={() => setInviting(false)} />}
    </Section>
  );
}

function useColumns(organization: Organization): readonly Column<CabinetUser>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('people.manage');
  const menu: Column<CabinetUser> = {
    id: 'actions',
    header: t('organizations.actions'),
    cell: (person) => <PersonMenu organization={organization} person={person} />,
  };
  return [
    { id: 'name', header: t('organizations.person'), sort: 'name', isKey: true, cell: ({ name }) => name },
    { id: 'email', header: t('session.email'), cell: ({ email }) => email },
    { id: 'role', header: t('organizations.role'), cell: ({ role }) => t(`common.role.${role}`) },
    { id: 'status', header: t('clients.status'), cell: ({ status }) => t(`organizations.person_status.${status}`) },
    {
      id: 'disabled',
      header: t('organizations.switched_off'),
      cell: ({ disabled }) => <SwitchedOff services={disabled} />,
    },
    {
      id: 'created_at',
      header: t('clients.created'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
    ...(mayManage ? [menu] : []),
  ];
}

function SwitchedOff({ services }: { readonly services: readonly string[] }) {
  const { t } = useTranslation();
  if (services.length === 0) return t('common.none');
  // The API answers names of the contract's groups.
  return services.map((service) => t(`organizations.service.${service as 'licenses'}`)).join(', ');
}
