import type { Purchase } from '@kabinet/contracts/licenses/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { DateFilter } from '../../components/list/date-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { PURCHASE_STATES, PurchaseState } from './purchases/purchase-state.tsx';
import { buyerOf, lineCount } from './purchases/queries.ts';

export const permission = 'purchases.read';
export const words = 'console';

const list: ListDefinition<Purchase> = {
  name: 'purchases',
  // Purchases are of one organization or of all: there is nothing below a buyer.
  fetch: ({ descendants: _, ...query }, signal) => api.licenses.listPurchases({ query }, { signal }),
  filters: ['status', 'created_from', 'created_until'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('purchases.title')} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ id, external_id }) => external_id ?? id}
        filters={<Filters />}
        empty={
          <Notice title={t('purchases.empty_title')} action={<GuideLink guide="integrate" />}>
            {t('purchases.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('purchases.state')}
        options={PURCHASE_STATES.map((value) => ({ value, label: t(`purchases.status.${value}`) }))}
      />
      <DateFilter field="created" label={t('purchases.received')} instants />
    </>
  );
}

function useColumns(): readonly Column<Purchase>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('purchases.number'),
      isKey: true,
      cell: ({ id, external_id }) => <TextLink to={paths.purchase(id)}>{external_id ?? t('purchases.nameless')}</TextLink>,
    },
    { id: 'buyer', header: t('purchases.buyer'), cell: (purchase) => buyerOf(purchase) ?? t('common.none') },
    { id: 'status', header: t('purchases.state'), cell: ({ status }) => <PurchaseState status={status} /> },
    { id: 'lines', header: t('purchases.lines'), align: 'right', cell: (purchase) => format.number(lineCount(purchase)) },
    {
      id: 'faults',
      header: t('purchases.faults'),
      align: 'right',
      cell: ({ errors }) => (errors.length > 0 ? format.number(errors.length) : t('common.none')),
    },
    {
      id: 'created_at',
      header: t('purchases.received'),
      sort: 'created_at',
      cell: ({ created_at }) => format.instant(created_at),
    },
    { id: 'source', header: t('purchases.source'), isExtra: true, cell: ({ source }) => source ?? t('common.none') },
    {
      id: 'purchased_at',
      header: t('purchases.purchased'),
      isExtra: true,
      cell: ({ purchased_at }) => (purchased_at === null ? t('common.none') : format.instant(purchased_at)),
    },
  ];
}
