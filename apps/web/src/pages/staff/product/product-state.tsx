import type { Product } from '@kabinet/contracts/products/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel } from '../../../components/state-label.tsx';

/** Whether the product is sold. */
export function ProductState({ status }: Pick<Product, 'status'>) {
  const { t } = useTranslation();
  return <StateLabel tone={status === 'active' ? 'good' : 'over'}>{t(`products.statuses.${status}`)}</StateLabel>;
}
