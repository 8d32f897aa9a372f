import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx';
import { DateFilter } from '../../../components/list/date-filter.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { productChoiceQuery } from './queries.ts';

/** The query parameters of `TermFilters`. */
export const termFilters = ['status', 'product_id', 'valid_until_from', 'valid_until_until'] as const;

const STATUSES = ['active', 'scheduled', 'expired', 'suspended', 'revoked'] as const;

/** The filters of whatever has a product and a term: licences and certificates. */
export function TermFilters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('licenses.status')}
        options={STATUSES.map((value) => ({ value, label: t(`common.status.${value}`) }))}
      />
      <ProductFilter />
      <DateFilter field="valid_until" label={t('licenses.valid_until')} />
    </>
  );
}

export function ProductFilter() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  const options = products.map(({ id, name }) => ({ value: id, label: format.text(name) }));
  return <ChoiceFilter name="product_id" label={t('licenses.product')} options={options} />;
}
