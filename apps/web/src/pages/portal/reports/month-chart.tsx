import { Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../../components/bar-chart.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { Search } from '../../../navigation/search.ts';
import { Counts } from './count-table.tsx';
import classes from './count-table.module.css';

interface MonthChartProps {
  readonly title: string;
  readonly months: readonly { readonly month: string; readonly count: number }[];
  /** What narrows the list to the month of these days. */
  readonly searchOf: (first: string, last: string) => Search | undefined;
  readonly to: string;
}

/** A year of months as bars, and below them as numbers that lead to what they count. */
export function MonthChart({ title, months, searchOf, to }: MonthChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const monthIn = (day: string) => format.month(day.slice(0, 7));
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  const ends = [monthIn(first), monthIn(last)] as const;
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const wordsOf = (month: string, count: number) => t('reports.bar', { month: monthIn(month), value: format.number(count) });
  const highest = Math.max(...months.map(({ count }) => count));
  const rows = months.map(({ month, count }) => {
    const search = count > 0 ? searchOf(month, lastDayOf(month)) : undefined;
    return { key: month, name: monthIn(month), count, ...(search === undefined ? {} : { search }) };
  });
  return (
    <div className={classes.part}>
      <Title order={3} size="h5" id={id}>
        {title}
      </Title>
      <BarChart
        label={t('reports.chart', { title, from: ends[0], until: ends[1], total: format.number(total) })}
        bars={months.map(({ month, count }) => ({ key: month, words: wordsOf(month, count), value: count, part: count }))}
        top={t('reports.highest', { value: format.number(highest) })}
        ends={ends}
      />
      <details>
        <summary>{t('reports.numbers')}</summary>
        <Counts labelledBy={id} heading={t('reports.month')} rows={rows} to={to} />
      </details>
    </div>
  );
}

/** `month` is the first day of one. */
function lastDayOf(month: string): string {
  const [year = 0, ordinal = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, ordinal, 0)).toISOString().slice(0, 10);
}
