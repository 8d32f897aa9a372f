import type { Renewals } from '@kabinet/contracts/licenses/renewal-operations';
import { NativeSelect, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { MonthTable } from './renewals/month-table.tsx';
import { monthsIn, PERIODS, renewalsQuery } from './renewals/queries.ts';

export const permission = 'staff';
export const words = 'console';

export async function load({ search }: PageInput): Promise<void> {
  await ensure(renewalsQuery(search));
}

export function Page() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const renewals = useSuspenseQuery(renewalsQuery(search)).data;
  return (
    <>
      <PageHeader
        title={t('renewals.title')}
        back={
          <TextLink to={paths.licenses()} size="sm">
            {t('licenses.title')}
          </TextLink>
        }
        actions={<Period />}
      />
      {renewals.items.length === 0 ? (
        <Notice title={t('renewals.nothing_title')}>{t('renewals.nothing')}</Notice>
      ) : (
        <>
          <Chart renewals={renewals} />
          <Months renewals={renewals} />
        </>
      )}
      {renewals.truncated && <Text c="dimmed">{t('renewals.truncated')}</Text>}
    </>
  );
}

function Period() {
  const { t } = useTranslation();
  const [search, change] = usePageSearch();
  return (
    <NativeSelect
      aria-label={t('renewals.period')}
      value={String(monthsIn(search))}
      data={PERIODS.map((value) => ({ value, label: t('renewals.months', { count: Number(value) }) }))}
      onChange={({ currentTarget }) => change({ months: currentTarget.value })}
    />
  );
}

interface PartProps {
  readonly renewals: Renewals;
}

function Chart({ renewals: { months } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = months.map(({ month, licenses, certificates }) => ({
    key: month,
    words: t('renewals.bar', { month: format.month(month), licenses: format.number(licenses), certificates: format.number(certificates) }),
    value: licenses + certificates,
    part: certificates,
  }));
  const top = format.number(Math.max(1, ...bars.map(({ value }) => value)));
  const ends = [format.month(months[0]?.month ?? ''), format.month(months.at(-1)?.month ?? '')] as const;
  return <BarChart label={t('renewals.chart')} bars={bars} top={top} ends={ends} />;
}

/** Months in which nothing ends are in the chart, and are passed over here. */
function Months({ renewals: { from, until, months, items } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return months
    .filter(({ licenses, certificates }) => licenses + certificates > 0)
    .map(({ month, licenses, certificates }) => {
      const name = format.month(month);
      const last = lastDayOf(month);
      const total = `${t('renewals.licenses')}: ${format.number(licenses)} · ${t('renewals.certificates')}: ${format.number(certificates)}`;
      return (
        <Section
          key={month}
          title={name}
          aside={
            <Text size="sm" c="dimmed">
              {total}
            </Text>
          }
        >
          <MonthTable
            name={name}
            from={`${month}-01` > from ? `${month}-01` : from}
            until={last < until ? last : until}
            items={items.filter((item) => item.month === month)}
          />
        </Section>
      );
    });
}

/** Of a month `YYYY-MM`. */
function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
