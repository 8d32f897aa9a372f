import type { DownloadStatistics } from '@kabinet/contracts/artifacts/downloads';
import { Group, NativeSelect, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { daysIn, PERIODS, statisticsQuery } from './statistics/queries.ts';
import { DayTable, VersionTable } from './statistics/tables.tsx';

export const permission = 'staff';
export const words = 'delivery';

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([ensure(statisticsQuery(search)), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const statistics = useSuspenseQuery(statisticsQuery(search)).data;
  return (
    <>
      <PageHeader
        title={t('downloads.statistics')}
        back={
          <TextLink to={paths.downloads()} size="sm">
            {t('downloads.title')}
          </TextLink>
        }
        actions={<Choices />}
      />
      <Totals statistics={statistics} />
      <ByDay statistics={statistics} />
      <Section title={t('downloads.by_version')}>
        {statistics.versions.length === 0 ? <Text c="dimmed">{t('downloads.nothing_taken')}</Text> : <VersionTable {...statistics} />}
      </Section>
    </>
  );
}

function Choices() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, change] = usePageSearch();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <Group gap="sm" align="end">
      <NativeSelect
        aria-label={t('downloads.product')}
        value={search['product_id'] ?? ''}
        data={[
          { value: '', label: t('downloads.all_products') },
          ...products.map(({ id, name }) => ({ value: id, label: format.text(name) })),
        ]}
        onChange={({ currentTarget }) => change({ product_id: currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label={t('downloads.period')}
        value={String(daysIn(search))}
        data={PERIODS.map((value) => ({ value, label: t('downloads.days', { count: Number(value) }) }))}
        onChange={({ currentTarget }) => change({ days: currentTarget.value })}
      />
    </Group>
  );
}

interface PartProps {
  readonly statistics: DownloadStatistics;
}

function Totals({ statistics: { total } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('downloads.in_total')}>
      <Facts
        facts={[
          { label: t('downloads.begun'), value: format.number(total.begun) },
          { label: t('downloads.finished'), value: format.number(total.finished) },
          ...(total.handed_over > 0 ? [{ label: t('downloads.states.handed_over'), value: format.number(total.handed_over) }] : []),
          { label: t('downloads.bytes'), value: format.size(total.bytes) },
        ]}
      />
    </Section>
  );
}

function ByDay({ statistics: { days, from, until, total } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const highest = Math.max(...days.map(({ begun }) => begun));
  const wordsOf = ({ day, begun, finished }: DownloadStatistics['days'][number]) =>
    t('downloads.day_words', { day: format.date(day), begun: format.number(begun), finished: format.number(finished) });
  return (
    <Section title={t('downloads.by_day')}>
      <BarChart
        label={t('downloads.chart', { from: format.date(from), until: format.date(until), begun: total.begun, finished: total.finished })}
        bars={days.map((day) => ({ key: day.day, words: wordsOf(day), value: day.begun, part: Math.min(day.finished, day.begun) }))}
        top={t('downloads.most_a_day', { value: format.number(highest) })}
        ends={[format.date(from), format.date(until)]}
      />
      <details>
        <summary>{t('downloads.day_table')}</summary>
        <DayTable days={days} />
      </details>
    </Section>
  );
}
