import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx';
import { DateFilter } from '../../../components/list/date-filter.tsx';
import { TextFilter } from '../../../components/list/text-filter.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useMe } from '../../../session/me.ts';
import { productChoiceQuery } from '../license/queries.ts';

/** The query parameters of `AdvisoryFilters`. */
export const advisoryFilters = ['impact', 'cve', 'product_id', 'severity', 'status', 'revised_from', 'revised_until'] as const;

const IMPACTS = ['affected', 'unknown', 'updated', 'not_affected', 'not_held'] as const;
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none'] as const;
const STATUSES = ['draft', 'published', 'withdrawn'] as const;

/** Customers ask what affects them, staff what is published. */
export function AdvisoryFilters() {
  const { t } = useTranslation();
  const format = useFormat();
  const isStaff = useMe().staff_roles.length > 0;
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <>
      {isStaff ? (
        <ChoiceFilter
          name="status"
          label={t('advisories.status')}
          options={STATUSES.map((value) => ({ value, label: t(`advisories.statuses.${value}`) }))}
        />
      ) : (
        <ChoiceFilter
          name="impact"
          label={t('advisories.impact')}
          options={IMPACTS.map((value) => ({ value, label: t(`advisories.impacts.${value}`) }))}
        />
      )}
      <TextFilter name="cve" label={t('advisories.cve')} />
      <ChoiceFilter
        name="product_id"
        label={t('advisories.product')}
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <ChoiceFilter
        name="severity"
        label={t('advisories.severity')}
        options={SEVERITIES.map((value) => ({ value, label: t(`severities.${value}`) }))}
      />
      <DateFilter field="revised" label={t('advisories.revised')} />
    </>
  );
}
