import { Button } from '@mantine/core';
import type { Product } from '@kabinet/contracts/products/resources';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { ArchiveProduct } from './product/archive-product.tsx';
import { ParameterFacts } from './product/parameter-facts.tsx';
import { ProductState } from './product/product-state.tsx';
import { productQuery } from './product/queries.ts';

export const permission = 'staff';
export const words = 'products';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(productQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const product = useSuspenseQuery(productQuery(usePathParameter('id'))).data;
  return (
    <>
      <PageHeader
        title={format.text(product.name)}
        back={
          <TextLink to={paths.products()} size="sm">
            {t('products.title')}
          </TextLink>
        }
        aside={<ProductState status={product.status} />}
        actions={<Actions product={product} />}
      />
      <General product={product} />
      <Levels product={product} />
      <Section title={t('products.parameters')}>
        <ParameterFacts schema={product.parameters} />
      </Section>
    </>
  );
}

interface PartProps {
  readonly product: Product;
}

function Actions({ product }: PartProps) {
  const { t } = useTranslation();
  const maySeeReleases = useMay('releases.read');
  const maySeeTemplates = useMay('templates.read');
  const mayManage = useMay('products.manage');
  return (
    <>
      {maySeeReleases && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.releases()} search={{ product_id: product.id }} {...root} />}>
          {t('shell.navigation.releases')}
        </Button>
      )}
      {maySeeTemplates && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.productTemplates(product.id)} {...root} />}>
          {t('templates.title')}
        </Button>
      )}
      {mayManage && <ArchiveProduct product={product} />}
      {mayManage && <Button renderRoot={(root) => <Link to={paths.editProduct(product.id)} {...root} />}>{t('products.edit')}</Button>}
    </>
  );
}

function General({ product }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('products.about')}>
      <Facts
        facts={[
          { label: t('products.name_ru'), value: product.name.ru },
          { label: t('products.name_en'), value: product.name.en },
          { label: t('products.slug'), value: product.slug },
          { label: t('products.update_policy'), value: t(`products.update_policies.${product.update_policy}`) },
          { label: t('products.security_policy'), value: t(`products.security_policies.${product.security_policy}`) },
          { label: t('products.description'), value: product.description ? format.text(product.description) : t('common.none') },
          { label: t('products.created'), value: format.instant(product.created_at) },
        ]}
      />
    </Section>
  );
}

function Levels({ product }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('products.levels')}>
      {product.support_levels.length === 0 && t('products.no_levels')}
      <Facts
        facts={product.support_levels.map(({ name, first_response_hours }) => ({
          label: format.text(name),
          value: t('products.hours', { count: first_response_hours }),
        }))}
      />
    </Section>
  );
}
