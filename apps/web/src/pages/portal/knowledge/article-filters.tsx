import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx';
import { TextFilter } from '../../../components/list/text-filter.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useMe } from '../../../session/me.ts';
import { ProductFilter } from '../license/term-filters.tsx';
import { categoriesQuery } from './queries.ts';

const STATUSES = ['draft', 'review', 'published'] as const;
export const AUDIENCES = ['public', 'holders', 'staff'] as const;

/** The query parameters of `ArticleFilters`. */
export const articleFilters = ['category_id', 'product_id', 'version', 'status', 'audience'] as const;

export function ArticleFilters() {
  const { t } = useTranslation();
  const format = useFormat();
  const categories = useSuspenseQuery(categoriesQuery).data;
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      <ChoiceFilter
        name="category_id"
        label={t('knowledge.category')}
        options={categories.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <ProductFilter />
      <TextFilter name="version" label={t('knowledge.version')} />
      {isStaff && (
        <>
          <ChoiceFilter
            name="status"
            label={t('knowledge.status')}
            options={STATUSES.map((value) => ({ value, label: t(`knowledge.statuses.${value}`) }))}
          />
          <ChoiceFilter
            name="audience"
            label={t('knowledge.audience')}
            options={AUDIENCES.map((value) => ({ value, label: t(`knowledge.audiences.${value}`) }))}
          />
        </>
      )}
    </>
  );
}
