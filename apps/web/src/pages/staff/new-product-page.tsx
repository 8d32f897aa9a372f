import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { ProductForm } from './product/product-form.tsx';
import { newProductOf, newProductValues, type ProductValues } from './product/product-values.ts';
import { showProducts } from './product/queries.ts';

export const permission = 'products.manage';
export const words = 'products';

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  async function submit(values: ProductValues, idempotencyKey: string): Promise<void> {
    const { id, name } = await api.products.createProduct({ body: newProductOf(values) }, { idempotencyKey });
    await showProducts();
    announce(t('products.created_notice', { name: format.text(name) }));
    await navigate({ to: paths.product(id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('products.new_title')}
        back={
          <TextLink to={paths.products()} size="sm">
            {t('products.title')}
          </TextLink>
        }
      />
      <ProductForm
        initial={newProductValues}
        submit={submit}
        submitLabel={t('products.create')}
        cancel={() => void navigate({ to: paths.products() })}
      />
    </>
  );
}
