import type { DownloadStatistics } from '@kabinet/contracts/artifacts/downloads';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './tables.module.css';

/** The versions of which most was downloaded. */
export function VersionTable({ versions }: Pick<DownloadStatistics, 'versions'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('downloads.by_version')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('downloads.release')}</Table.Th>
            <Table.Th className={classes.number}>{t('downloads.begun')}</Table.Th>
            <Table.Th className={classes.number}>{t('downloads.finished')}</Table.Th>
            <Table.Th className={classes.number}>{t('downloads.organizations')}</Table.Th>
            <Table.Th className={classes.number}>{t('downloads.bytes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map(({ product, version, begun, finished, organizations, bytes }) => (
            <Table.Tr key={`${product?.id} ${version}`}>
              <Table.Td>
                {product && version !== null ? (
                  <TextLink to={paths.downloads()} search={{ product_id: product.id, version }}>
                    {`${format.text(product.name)} ${version}`}
                  </TextLink>
                ) : (
                  t('downloads.archives')
                )}
              </Table.Td>
              <Table.Td className={classes.number}>{format.number(begun)}</Table.Td>
              <Table.Td className={classes.number}>{format.number(finished)}</Table.Td>
              <Table.Td className={classes.number}>{format.number(organizations)}</Table.Td>
              <Table.Td className={classes.number}>{format.size(bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The numbers of the chart: the days on which something was downloaded. */
export function DayTable({ days }: Pick<DownloadStatistics, 'days'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('downloads.day')}</Table.Th>
          <Table.Th className={classes.number}>{t('downloads.begun')}</Table.Th>
          <Table.Th className={classes.number}>{t('downloads.finished')}</Table.Th>
          <Table.Th className={classes.number}>{t('downloads.bytes')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days
          .filter(({ begun, bytes }) => begun + bytes > 0)
          .map(({ day, begun, finished, bytes }) => (
            <Table.Tr key={day}>
              <Table.Td>{format.date(day)}</Table.Td>
              <Table.Td className={classes.number}>{format.number(begun)}</Table.Td>
              <Table.Td className={classes.number}>{format.number(finished)}</Table.Td>
              <Table.Td className={classes.number}>{format.size(bytes)}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
