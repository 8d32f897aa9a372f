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
          {rows.map((row) => (
            <Row key={row.kind} row={row} withPortal={withPortal} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ row: { kind, inherited }, withPortal }: { readonly row: PaceRow; readonly withPortal: boolean }) {
  const { t } = useTranslation();
  const { register } = useFormContext();
  const name = t(`notifications.kinds.${kind}`);
  const follow = inherited ? t('notifications.inherited', { pace: t(`notifications.pace.${inherited}`) }) : t('notifications.follow');
  const paces = PACES.map((value) => ({ value, label: t(`notifications.pace.${value}`) }));
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {withPortal && (
        <Table.Td>
          <Checkbox aria-label={`${name}: ${t('notifications.in_portal')}`} {...register(`portal.${kind}`)} />
        </Table.Td>
      )}
      <Table.Td>
        <NativeSelect
          aria-label={`${name}: ${t('notifications.by_mail')}`}
          data={[{ value: '', label: follow }, ...paces]}
          {...register(`email.${kind}`)}
        />
      </Table.Td>
    </Table.Tr>
  );
}
