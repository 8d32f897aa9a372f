import type { ImportedLicense } from '@kabinet/contracts/licenses/import-operations';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from '../statistics/tables.module.css';

/** What each row of a list issues, or has issued: then by the numbers that it was given. */
export function ImportedRows({ rows }: { readonly rows: readonly ImportedLicense[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={`${classes.scroll} ${classes.tall}`} tabIndex={0} role="region" aria-label={t('license_list.rows')}>
      <Table aria-label={t('license_list.rows')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('csv.row')}</Table.Th>
            <Table.Th>{t('issuing.client')}</Table.Th>
            <Table.Th>{t('licenses.product')}</Table.Th>
            <Table.Th ta="right">{t('licenses.quantity')}</Table.Th>
            <Table.Th>{t('license_list.license')}</Table.Th>
            <Table.Th>{t('license_list.certificate')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, cabinet, product, quantity, license, certificate }) => (
            <Table.Tr key={row}>
              <Table.Td>{format.number(row)}</Table.Td>
              <Table.Td>{cabinet.name}</Table.Td>
              <Table.Td>{format.text(product.name)}</Table.Td>
              <Table.Td ta="right">{format.number(quantity)}</Table.Td>
              <Table.Td>{license ? <Issued term={license} to={paths.license} /> : t('license_list.named')}</Table.Td>
              <Table.Td>{certificate ? <Issued term={certificate} to={paths.certificate} /> : t('common.none')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface IssuedProps {
  readonly term: {
    readonly id: string | null;
    readonly number: string | null;
    readonly valid_from: string;
    readonly valid_until: string | null;
    readonly level?: string;
  };
  readonly to: (id: string) => string;
}

function Issued({ term: { id, number, valid_from, valid_until, level }, to }: IssuedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = format.date(valid_from);
  const until =
    valid_until === null ? t('license_list.perpetual', { from }) : t('license_list.term', { from, until: format.date(valid_until) });
  return (
    <>
      {id !== null && <TextLink to={to(id)}>{number}</TextLink>}
      <div>{level === undefined ? until : `${level} · ${until}`}</div>
    </>
  );
}
