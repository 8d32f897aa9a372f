import type { MailPace, NotificationKind } from '@kabinet/contracts/notifications/resources';
import { Checkbox, NativeSelect, Table } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import classes from './pace-table.module.css';

const PACES = ['immediate', 'daily', 'weekly', 'off'] as const satisfies readonly MailPace[];

interface PaceRow {
  readonly kind: NotificationKind;
  /** What holds where nothing is chosen, where that is known. */
  readonly inherited: MailPace | undefined;
}

/** Kinds × channels, inside a form with the values `portal.<kind>` and `email.<kind>`. */
export function PaceTable({ rows, withPortal = false }: { readonly rows: readonly PaceRow[]; readonly withPortal?: boolean }) {
  const { t } = useTranslation();
  const { register } = useFormContext();
  return (
    <div className={classes.scroll}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('notifications.kind')}</Table.Th>
            {withPortal && <Table.Th>{t('notifications.in_portal')}</Table.Th>}
            <Table.Th>{t('notifications.by_mail')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ kind, inherited }) => (
            <Table.Tr key={kind}>
              <Table.Th scope="row">{t(`notifications.kinds.${kind}`)}</Table.Th>
              {withPortal && (
                <Table.Td>
                  <Checkbox
                    aria-label={`${t(`notifications.kinds.${kind}`)}: ${t('notifications.in_portal')}`}
                    {...register(`portal.${kind}`)}
                  />
                </Table.Td>
              )}
              <Table.Td>
                <NativeSelect
                  aria-label={`${t(`notifications.kinds.${kind}`)}: ${t('notifications.by_mail')}`}
                  data={[
                    {
                      value: '',
                      label: inherited
                        ? t('notifications.inherited', { pace: t(`notifications.pace.${inherited}`) })
                        : t('notifications.follow'),
                    },
                    ...PACES.map((value) => ({ value, label: t(`notifications.pace.${value}`) })),
                  ]}
                  {...register(`email.${kind}`)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
