import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../../components/list/columns.ts';
import { List } from '../../../../components/list/list.tsx';
import { Notice } from '../../../../components/notice.tsx';
import { Section } from '../../../../components/section.tsx';
import { useFormat } from '../../../../i18n/use-format.ts';
import { TextLink } from '../../../../navigation/link.tsx';
import { paths } from '../../../../navigation/paths.ts';
import { useMay } from '../../../../session/me.ts';
import { AppointOwner } from './appoint-owner.tsx';
import { ImportPeople } from './import/import-people.tsx';
import { InvitePerson } from './invite-person.tsx';
import { PersonMenu } from './person-menu.tsx';
import { RequiredFactor } from './required-factor.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { peopleList } from './queries.ts';

type Organization = Pick<Cabinet, 'id' | 'name'>;

/** Who works in an organization, and who is invited to. */
export function PeopleSection({ organization }: { readonly organization: Organization }) {
  const { t } = useTranslation();
  const columns = useColumns(organization);
  return (
    <Section title={t('organizations.people')} aside={<Actions organization={organization} />}>
      <RequiredFactor id={organization.id} />
      <List
        list={peopleList(organization.id)}
        columns={columns}
        nameOf={({ name }) => name}
        empty={<Notice title={t('organizations.no_people_title')}>{t('organizations.no_people')}</Notice>}
      />
    </Section>
  );
}

type Action = 'roles' | 'import' | 'invite';

function Actions({ organization }: { readonly organization: Organization }) {
  const { t } = useTranslation();
  const mayManage = useMay('people.manage');
  const mayAppoint = useMay('people.appoint');
  const [chosen, choose] = useState<Action>();
  const close = () => choose(undefined);
  const words: readonly (readonly [Action, string])[] = [
    ['roles', t('people.roles')],
    ...(mayManage
      ? ([
          ['import', t('people.import')],
          ['invite', t('organizations.invite')],
        ] as const)
      : []),
  ];
  return (
    <Group gap="xs" className="no-print">
      {mayManage && (
        <TextLink to={paths.joinRequests()} search={{ cabinet_id: organization.id }} size="sm">
          {t('joining.title')}
        </TextLink>
      )}
      {words.map(([action, label]) => (
        <Button key={action} variant={action === 'roles' ? 'subtle' : 'default'} size="compact-sm" onClick={() => choose(action)}>
          {label}
        </Button>
      ))}
      {mayAppoint && <AppointOwner organization={organization} />}
      {chosen === 'roles' && <RolesDialog close={close} />}
      {chosen === 'import' && <ImportPeople organization={organization} close={close} />}
      {chosen === 'invite' && <InvitePerson organization={organization} close={close} />}
    </Group>
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
