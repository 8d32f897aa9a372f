import { accessTable, type CustomerRole } from '@kabinet/contracts/access';
import { Table, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../../components/icons.tsx';
import { Dialog } from '../../../../forms/dialog.tsx';
import classes from './roles-dialog.module.css';

const roles = Object.keys(accessTable.customer) as CustomerRole[];

/** What each role may do, read from the very table by which the API decides. Owners may do all that customers can. */
export function RolesDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('people.roles')} close={close} size="xl">
      {/* Wider than a phone, it scrolls, by the keyboard too. */}
      <div className={classes.frame} tabIndex={0} role="region" aria-label={t('people.roles')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('people.may')}</Table.Th>
              {roles.map((role) => (
                <Table.Th key={role}>{t(`common.role.${role}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accessTable.customer.owner.map((permission) => (
              <Table.Tr key={permission}>
                <Table.Th scope="row" className={classes.right}>
                  {t(`people.rights.${permission}`)}
                </Table.Th>
                {roles.map((role) => (
                  <Table.Td key={role}>
                    <Answer may={(accessTable.customer[role] as readonly string[]).includes(permission)} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Dialog>
  );
}

function Answer({ may }: { readonly may: boolean }) {
  const { t } = useTranslation();
  if (!may) return t('common.none');
  return (
    <>
      <Icon name="check" />
      <VisuallyHidden>{t('common.yes')}</VisuallyHidden>
    </>
  );
}
