import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ShortList } from '../../../components/short-list.tsx';
import { StatusLabel } from '../../../components/status-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { PurchaseState } from '../purchases/purchase-state.tsx';
import { certificatesQuery, licensesQuery, purchasesQuery } from './queries.ts';

/** The newest licences of the client and of what is below it. */
export function Licenses({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.licenses')}
      items={useSuspenseQuery(licensesQuery(id)).data.items}
      keyOf={(license) => license.id}
      row={(license) => ({
        name: <TextLink to={paths.license(license.id)}>{license.number}</TextLink>,
        detail: `${format.text(license.product.name)} · ${t('clients.units', { count: license.quantity })}`,
        aside: <StatusLabel status={license.status} />,
      })}
      empty={t('clients.no_licenses')}
      all={{ to: paths.licenses(), search: { cabinet_id: id }, label: t('clients.all_licenses') }}
    />
  );
}

export function Certificates({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.certificates')}
      items={useSuspenseQuery(certificatesQuery(id)).data.items}
      keyOf={(certificate) => certificate.id}
      row={(certificate) => ({
        name: <TextLink to={paths.certificate(certificate.id)}>{certificate.number}</TextLink>,
        detail: `${format.text(certificate.product.name)} · ${format.date(certificate.valid_from)} – ${format.date(certificate.valid_until)}`,
        aside: <StatusLabel status={certificate.status} />,
      })}
      empty={t('clients.no_certificates')}
      all={{ to: paths.certificates(), search: { cabinet_id: id }, label: t('clients.all_certificates') }}
    />
  );
}

export function Purchases({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.purchases')}
      items={useSuspenseQuery(purchasesQuery(id)).data.items}
      keyOf={(purchase) => purchase.id}
      row={(purchase) => ({
        name: <TextLink to={paths.purchase(purchase.id)}>{purchase.external_id ?? t('common.none')}</TextLink>,
        detail: format.instant(purchase.purchased_at ?? purchase.created_at),
        aside: <PurchaseState status={purchase.status} />,
      })}
      empty={t('clients.no_purchases')}
      all={{ to: paths.purchases(), search: { cabinet_id: id }, label: t('clients.all_purchases') }}
    />
  );
}
