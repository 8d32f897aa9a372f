import type { IssueFigures } from '@kabinet/contracts/reports/resources';
import { useTranslation } from 'react-i18next';
import type { ListExport } from '../../../components/list/export-menu.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { CountTable, type CountRow } from './count-table.tsx';
import { MonthChart } from './month-chart.tsx';
import { useProductRows } from './product-rows.ts';
import { ReportPart } from './report-part.tsx';

/** The report of support requests. */
export function IssuePart({ figures, exports }: { readonly figures: IssueFigures; readonly exports: readonly ListExport[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const to = paths.issues();
  // Who reports on requests need not read them.
  const mayOpen = useMay('issues.read_own');
  const products = useProductRows(figures.by_product).map((row) => (mayOpen ? row : withoutWay(row)));
  const statuses = figures.by_status.map(({ status, count }) => ({
    key: status,
    name: t(`support.statuses.${status}`),
    count,
    ...(mayOpen ? { search: { status } } : {}),
  }));
  const facts = [
    { label: t('reports.total'), value: format.number(figures.total) },
    { label: t('reports.open'), value: format.number(figures.open) },
  ];
  return (
    <ReportPart
      title={t('reports.issues')}
      to={to}
      facts={facts}
      exports={mayOpen ? exports : []}
      mayOpen={mayOpen}
      isEmpty={figures.total === 0}
    >
      <CountTable title={t('reports.by_status')} heading={t('reports.status')} rows={statuses} to={to} />
      <CountTable title={t('reports.by_product')} heading={t('reports.product')} rows={products} to={to} />
      <MonthChart
        title={t('reports.opened')}
        months={figures.opened}
        searchOf={(created_from, created_until) => (mayOpen ? { created_from, created_until } : undefined)}
        to={to}
      />
    </ReportPart>
  );
}

function withoutWay({ key, name, count }: CountRow): CountRow {
  return { key, name, count };
}
