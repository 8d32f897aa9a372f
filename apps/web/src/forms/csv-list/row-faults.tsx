import type { ImportFault } from '@kabinet/contracts/lists';
import { Alert, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './row-faults.module.css';

/** What is wrong with a list, by row and column. */
export function RowFaults({ title, faults }: { readonly title: string; readonly faults: readonly ImportFault[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert role="alert" color="red" variant="outline" title={title}>
      <Table aria-label={title} className={classes.faults}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('csv.row')}</Table.Th>
            <Table.Th>{t('csv.column')}</Table.Th>
            <Table.Th>{t('csv.fault')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map(({ row, column, detail }) => (
            <Table.Tr key={`${row} ${column} ${detail}`}>
              <Table.Td>{format.number(row)}</Table.Td>
              <Table.Td>{column ?? t('common.none')}</Table.Td>
              <Table.Td>{detail}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Alert>
  );
}
