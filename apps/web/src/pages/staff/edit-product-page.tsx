import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { versionOf } from '../../api/client.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { ProductForm } from './product/product-form.tsx';
import { changesOf, valuesOf, type ProductValues } from './product/product-values.ts';
import { productQuery, showProducts } from './product/queries.ts';

export const permission = 'products.manage';
export const words = 'products';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(productQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const product = useSuspenseQuery(productQuery(usePathParameter('id'))).data;
  const [seen, setSeen] = useState(product);
  const { id } = seen;
  const name = format.text(seen.name);
  async function submit(values: ProductValues): Promise<void> {
    const changed = await api.products.changeProduct({ params: { id }, body: changesOf(values) }, { ifMatch: versionOf(seen) });
    await showProducts();
    announce(t('products.saved_notice', { name: format.text(changed.name) }));
    await navigate({ to: paths.product(id), ignoreBlocker: true });
  }
  async function reload(): Promise<ProductValues> {
    const fresh = await queryClient.query({ ...productQuery(id), staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <>
      <PageHeader
        title={t('products.edit_title', { name })}
        back={
          <TextLink to={paths.product(id)} size="sm">
            {name}
          </TextLink>
        }
      />
      <ProductForm
        initial={valuesOf(seen)}
        submit={submit}
        submitLabel={t('common.save')}
        reload={reload}
        cancel={() => void navigate({ to: paths.product(id) })}
      />
    </>
  );
}
