import type { TermFigures } from '@kabinet/contracts/reports/resources';
import { useTranslation } from 'react-i18next';
import type { ListExport } from '../../../components/list/export-menu.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { CountTable } from './count-table.tsx';
import { MonthChart } from './month-chart.tsx';
import { useProductRows } from './product-rows.ts';
import { ReportPart } from './report-part.tsx';

interface TermPartProps {
  readonly title: string;
  readonly to: string;
  readonly figures: TermFigures;
  readonly exports: readonly ListExport[];
}

/** The report of licences or of certificates. */
export function TermPart({ title, to, figures, exports }: TermPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useProductRows(figures.by_product);
  const statuses = figures.by_status.map(({ status, count }) => ({
    key: status,
    name: t(`common.status.${status}`),
    count,
    search: { status },
  }));
  const facts = [
    { label: t('reports.total'), value: format.number(figures.total) },
    { label: t('reports.units'), value: format.number(figures.units) },
  ];
  return (
    <ReportPart title={title} to={to} facts={facts} exports={exports} isEmpty={figures.total === 0}>
      <CountTable title={t('reports.by_status')} heading={t('reports.status')} rows={statuses} to={to} />
      <CountTable title={t('reports.by_product')} heading={t('reports.product')} rows={products} to={to} />
      <MonthChart
        title={t('reports.ending')}
        months={figures.ending}
        searchOf={(first, last) => ({ status: 'active', valid_until_from: first, valid_until_until: last })}
        to={to}
      />
    </ReportPart>
  );
}
