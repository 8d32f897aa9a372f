import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
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
import { useMay } from '../../session/me.ts';
import { ProductFilter } from './license/term-filters.tsx';
import { productChoiceQuery } from './license/queries.ts';
import { TransferMenu } from './transfer/transfer-menu.tsx';
import { TRANSFER_STATES, TransferState } from './transfer/transfer-state.tsx';

export const permission = 'licenses.read';

const list: ListDefinition<Transfer> = {
  name: 'transfers',
  fetch: (query, signal) => api.licenses.listTransfers({ query }, { signal }),
  filters: ['status', 'side', 'product_id', 'license_id'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('transfers.title')} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ license_number, to_license_number, id }) => license_number ?? to_license_number ?? id}
        filters={<Filters />}
        empty={
          <Notice title={t('transfers.empty_title')} action={<TextLink to={paths.licenses()}>{t('clients.all_licenses')}</TextLink>}>
            {t('transfers.empty')}
          </Notice>
        }
      />
    </>
  );
}

const SIDES = ['giver', 'receiver'] as const;

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('licenses.status')}
        options={TRANSFER_STATES.map((value) => ({ value, label: t(`transfers.status.${value}`) }))}
      />
      <ProductFilter />
      <ChoiceFilter
        name="side"
        isSingle
        label={t('transfers.side')}
        options={SIDES.map((value) => ({ value, label: t(`transfers.sides.${value}`) }))}
      />
    </>
  );
}

function useColumns(): readonly Column<Transfer>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayTransfer = useMay('licenses.transfer');
  const menu: Column<Transfer> = {
    id: 'actions',
    header: t('organizations.actions'),
    cell: (transfer) => <TransferMenu transfer={transfer} />,
  };
  return [
    { id: 'license', header: t('transfers.license'), isKey: true, cell: (transfer) => <LicenseNumber transfer={transfer} /> },
    { id: 'product', header: t('licenses.product'), cell: ({ product }) => format.text(product.name) },
    { id: 'from', header: t('transfers.from'), cell: ({ from_cabinet }) => from_cabinet.name },
    { id: 'to', header: t('transfers.to'), cell: ({ to_cabinet }) => to_cabinet.name },
    { id: 'quantity', header: t('licenses.quantity'), align: 'right', cell: ({ quantity }) => format.number(quantity) },
    { id: 'status', header: t('licenses.status'), cell: ({ status }) => <TransferState status={status} /> },
    { id: 'created_at', header: t('transfers.at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    {
      id: 'certificates',
      header: t('certificates.title'),
      isExtra: true,
      cell: ({ certificates }) => certificates.map(certificateWords).join(', ') || t('common.none'),
    },
    { id: 'by', header: t('common.who'), isExtra: true, cell: ({ created_by }) => t(`transfers.by.${created_by}`) },
    ...(mayTransfer ? [menu] : []),
  ];
}

/** Of the two licences those that the reader sees: the giver's, and what became of it. */
function LicenseNumber({ transfer }: { readonly transfer: Transfer }) {
  const { license_id, license_number, to_license_id, to_license_number } = transfer;
  return (
    <>
      {license_id !== null && <TextLink to={paths.license(license_id)}>{license_number}</TextLink>}
      {license_id !== null && to_license_id !== null && <br />}
      {to_license_id !== null && '→ '}
      {to_license_id !== null && <TextLink to={paths.license(to_license_id)}>{to_license_number}</TextLink>}
    </>
  );
}

function certificateWords({ certificate, to_certificate, quantity }: Transfer['certificates'][number]): string {
  return `${certificate?.number ?? to_certificate?.number ?? ''} × ${quantity}`;
}
