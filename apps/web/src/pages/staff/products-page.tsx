import { Button } from '@mantine/core';
import type { Product } from '@kabinet/contracts/products/resources';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { ProductState } from './product/product-state.tsx';
import { useMay } from '../../session/me.ts';

export const permission = 'staff';
export const words = 'products';

const list: ListDefinition<Product> = {
  name: 'products',
  fetch: (query, signal) => api.products.listProducts({ query }, { signal }),
  filters: ['status'],
  sort: 'name',
  of: 'vendor',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <PageHeader title={t('products.title')} actions={<NewProduct />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ name }) => format.text(name)}
        filters={
          <ChoiceFilter
            name="status"
            label={t('products.status')}
            options={(['active', 'archived'] as const).map((value) => ({ value, label: t(`products.statuses.${value}`) }))}
          />
        }
        empty={
          <Notice title={t('products.empty_title')} action={<NewProduct />}>
            {t('products.empty')}
          </Notice>
        }
      />
    </>
  );
}

function NewProduct() {
  const { t } = useTranslation();
  if (!useMay('products.manage')) return null;
  return <Button renderRoot={(root) => <Link to={paths.newProduct()} {...root} />}>{t('products.new')}</Button>;
}

function useColumns(): readonly Column<Product>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('products.name'),
      sort: 'name',
      isKey: true,
      cell: ({ id, name }) => <TextLink to={paths.product(id)}>{format.text(name)}</TextLink>,
    },
    { id: 'slug', header: t('products.slug'), sort: 'slug', cell: ({ slug }) => slug },
    {
      id: 'levels',
      header: t('products.levels'),
      cell: (product) => product.support_levels.map(({ name }) => format.text(name)).join(', '),
    },
    { id: 'update_policy', header: t('products.update_policy'), cell: (product) => t(`products.update_policies.${product.update_policy}`) },
    { id: 'status', header: t('products.status'), cell: ({ status }) => <ProductState status={status} /> },
    {
      id: 'created_at',
      header: t('products.created'),
      sort: 'created_at',
      isExtra: true,
      cell: (product) => format.instant(product.created_at),
    },
  ];
}
