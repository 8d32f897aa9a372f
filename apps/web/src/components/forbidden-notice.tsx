import { accessTable } from '@kabinet/contracts/access';
import { useTranslation } from 'react-i18next';
import { useMe, type Requirement } from '../session/me.ts';
import { Notice } from './notice.tsx';
import { PageTitle } from './page-title.tsx';

/** Says which roles hold the permission that is missing, and who grants them. */
export function ForbiddenNotice({ permission }: { readonly permission: Requirement }) {
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  const table: Readonly<Record<string, readonly string[]>> = isStaff ? accessTable.staff : accessTable.customer;
  const holders = Object.keys(table).filter((role) => table[role]?.includes(permission));
  const roles = holders.map((role) => t(`common.role.${role as keyof typeof accessTable.staff}`)).join(', ');
  const title = t('failures.forbidden_title');
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Notice order={1} title={title}>
        {roles === '' ? t('failures.forbidden_vendor') : t(isStaff ? 'failures.forbidden_staff' : 'failures.forbidden_customer', { roles })}
      </Notice>
    </>
  );
}
