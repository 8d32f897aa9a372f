import type { User } from '@kabinet/contracts/auth/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { UserMenu } from './users/user-menu.tsx';

export const permission = 'staff.manage';
export const words = 'console';

const list: ListDefinition<User> = {
  name: 'users',
  // Accounts belong to people, not to organizations: the switcher does not narrow them.
  of: 'all',
  fetch: (query, signal) => api.auth.listUsers({ query }, { signal }),
  filters: ['status', 'staff'],
  sort: 'email',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('users.title')} />
      {/* Whoever looks is one of them: the list is never empty. */}
      <List list={list} columns={useColumns()} nameOf={({ email }) => email} filters={<Filters />} empty={null} />
    </>
  );
}

const STATES = ['active', 'disabled'] as const;

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter name="staff" label={t('users.who')} options={[{ value: 'true', label: t('users.staff') }]} />
      <ChoiceFilter
        name="status"
        label={t('clients.status')}
        options={STATES.map((value) => ({ value, label: t(`users.status.${value}`) }))}
      />
    </>
  );
}

function useColumns(): readonly Column<User>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'email', header: t('session.email'), sort: 'email', isKey: true, cell: ({ email }) => email },
    { id: 'name', header: t('organizations.person'), cell: ({ name }) => name },
    {
      id: 'staff_roles',
      header: t('users.staff_roles'),
      cell: ({ staff_roles }) => staff_roles.map((role) => t(`common.role.${role}`)).join(', ') || t('common.none'),
    },
    {
      id: 'status',
      header: t('clients.status'),
      cell: ({ status }) => <StateLabel tone={status === 'active' ? 'good' : 'over'}>{t(`users.status.${status}`)}</StateLabel>,
    },
    {
      id: 'created_at',
      header: t('profile.created'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
    { id: 'actions', header: t('organizations.actions'), cell: (user) => <UserMenu user={user} /> },
  ];
}
