import type { PurchaseDetails } from '@kabinet/contracts/licenses/resources';
import { Alert, Button, Text } from '@mantine/core';
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
import { MessageView } from './purchases/message-view.tsx';
import { Outcome } from './purchases/outcome.tsx';
import { PurchaseState } from './purchases/purchase-state.tsx';
import { buyerOf, purchaseQuery } from './purchases/queries.ts';
import { ReplayButton } from './purchases/replay.tsx';
import { ReverseButton } from './purchases/reverse.tsx';

export const permission = 'purchases.read';
export const words = 'console';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(purchaseQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const purchase = useSuspenseQuery(purchaseQuery(usePathParameter('id'))).data;
  const mayManage = useMay('purchases.manage');
  const { status, external_id, message, errors } = purchase;
  return (
    <>
      <PageHeader
        title={t('purchases.one', { number: external_id ?? t('purchases.nameless') })}
        back={
          <TextLink to={paths.purchases()} size="sm">
            {t('purchases.title')}
          </TextLink>
        }
        aside={<PurchaseState status={status} />}
        actions={mayManage && <Actions purchase={purchase} />}
      />
      {status === 'refused' && (
        <Alert color="red" variant="outline" title={t('purchases.refused_title', { count: errors.length })}>
          {t('purchases.refused')}
        </Alert>
      )}
      <Overview purchase={purchase} />
      <Section title={t('purchases.outcome')}>
        {status === 'refused' ? <Text c="dimmed">{t('purchases.no_outcome')}</Text> : <Outcome purchase={purchase} />}
      </Section>
      <Section title={t('purchases.message')}>
        <MessageView label={t('purchases.message')} message={message} faults={errors} />
      </Section>
    </>
  );
}

function Actions({ purchase }: { readonly purchase: PurchaseDetails }) {
  const { t } = useTranslation();
  switch (purchase.status) {
    case 'accepted':
      return <ReverseButton purchase={purchase} />;
    case 'refused':
      return (
        <>
          <ReplayButton purchase={purchase} />
          <Button renderRoot={(root) => <Link to={paths.mendPurchase(purchase.id)} {...root} />}>{t('purchases.mend')}</Button>
        </>
      );
    case 'reversed':
      return null;
  }
}

function Overview({ purchase }: { readonly purchase: PurchaseDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source, purchased_at, created_at, updated_at } = purchase;
  return (
    <Section title={buyerOf(purchase) ?? t('purchases.buyer')}>
      <Facts
        facts={[
          { label: t('purchases.source'), value: source ?? t('common.none') },
          { label: t('purchases.purchased'), value: purchased_at === null ? t('common.none') : format.instant(purchased_at) },
          { label: t('purchases.received'), value: format.instant(created_at) },
          { label: t('purchases.updated'), value: format.instant(updated_at) },
        ]}
      />
    </Section>
  );
}
