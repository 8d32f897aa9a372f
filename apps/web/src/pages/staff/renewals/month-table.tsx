import type { Renewals } from '@kabinet/contracts/licenses/renewal-operations';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CabinetLink } from '../../../components/cabinet-link.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import type { Search } from '../../../navigation/search.ts';
import classes from '../statistics/tables.module.css';

interface MonthTableProps {
  readonly name: string;
  /** Of the month, within the window; both ends included. */
  readonly from: string;
  readonly until: string;
  readonly items: Renewals['items'];
}

/** Whose licences and certificates end in a month; each number leads to them. */
export function MonthTable({ name, from, until, items }: MonthTableProps) {
  const { t } = useTranslation();
  const window = { valid_until_from: from, valid_until_until: until, status: 'active,scheduled' };
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={name}>
      <Table horizontalSpacing="xs" className={classes.narrow}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('renewals.cabinet')}</Table.Th>
            <Table.Th className={classes.number}>{t('renewals.licenses')}</Table.Th>
            <Table.Th className={classes.number}>{t('renewals.certificates')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ cabinet, licenses, certificates }) => {
            const search = { ...window, cabinet_id: cabinet.id, descendants: 'false' };
            return (
              <Table.Tr key={cabinet.id}>
                <Table.Td>
                  <CabinetLink cabinet={cabinet} />
                </Table.Td>
                <Table.Td className={classes.number}>
                  <Count count={licenses} to={paths.licenses()} search={search} />
                </Table.Td>
                <Table.Td className={classes.number}>
                  <Count count={certificates} to={paths.certificates()} search={search} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Count({ count, to, search }: { readonly count: number; readonly to: string; readonly search: Search }) {
  const format = useFormat();
  if (count === 0) return format.number(0);
  return (
    <TextLink to={to} search={search}>
      {format.number(count)}
    </TextLink>
  );
}
