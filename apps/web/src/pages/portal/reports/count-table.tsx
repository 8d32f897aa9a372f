import { Table, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import type { Search } from '../../../navigation/search.ts';
import classes from './count-table.module.css';

export interface CountRow {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  /** What narrows the list to exactly these; without it they are only told. */
  readonly search?: Search;
}

interface CountTableProps {
  readonly title: string;
  /** Above the names. */
  readonly heading: string;
  readonly rows: readonly CountRow[];
  /** The list in which they stand. */
  readonly to: string;
}

/** Numbers under a heading, the widest bar for the largest; each leads to what it counts. */
export function CountTable({ title, heading, rows, to }: CountTableProps) {
  const id = useId();
  return (
    <div className={classes.part}>
      <Title order={3} size="h5" id={id}>
        {title}
      </Title>
      <Counts labelledBy={id} heading={heading} rows={rows} to={to} />
    </div>
  );
}

/** The table alone, for what has its heading elsewhere. */
export function Counts({ labelledBy, heading, rows, to }: Omit<CountTableProps, 'title'> & { readonly labelledBy: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const highest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Table aria-labelledby={labelledBy}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{heading}</Table.Th>
          <Table.Th className={classes.number}>{t('reports.count')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, name, count, search }) => (
          <Table.Tr key={key}>
            <Table.Td>
              {search ? (
                <TextLink to={to} search={search}>
                  {name}
                </TextLink>
              ) : (
                name
              )}
              <svg className={classes.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
                <rect width={(count / highest) * 100} height={4} />
              </svg>
            </Table.Td>
            <Table.Td className={classes.number}>{format.number(count)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
