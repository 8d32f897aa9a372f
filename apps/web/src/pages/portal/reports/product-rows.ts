import type { TermFigures } from '@kabinet/contracts/reports/resources';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { CountRow } from './count-table.tsx';

/** Products as rows that lead to what there is of each. */
export function useProductRows(products: TermFigures['by_product']): CountRow[] {
  const { t } = useTranslation();
  const format = useFormat();
  return products.map(({ product: { id, name }, count }) => ({
    key: id,
    name: name === null ? t('reports.unnamed') : format.text(name),
    count,
    search: { product_id: id },
  }));
}
