import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ShortList } from '../../../components/short-list.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { paths } from '../../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../../navigation/search.ts';

const SHOWN = 5;

/** Transfers that wait for an answer of the chosen organizations. */
export function waitingQuery({ cabinet_id, descendants }: Search) {
  const scope = { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }) };
  return queryOptions({
    queryKey: ['transfers', 'waiting', scope],
    queryFn: ({ signal }) =>
      api.licenses.listTransfers({ query: { ...scope, status: ['pending'], side: 'receiver', limit: SHOWN } }, { signal }),
  });
}

/** Nothing where nobody waits. */
export function WaitingTransfers() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { items } = useSuspenseQuery(waitingQuery(search)).data;
  if (items.length === 0) return null;
  return (
    <ShortList
      title={t('home.transfers_waiting')}
      items={items}
      keyOf={({ id }) => id}
      row={({ product, quantity, from_cabinet, to_cabinet, created_at }) => ({
        name: `${format.text(product.name)} · ${t('transfers.units', { count: quantity })}`,
        detail: `${from_cabinet.name} → ${to_cabinet.name}`,
        aside: format.instant(created_at),
      })}
      empty=""
      all={{ to: paths.transfers(), search: { status: 'pending', side: 'receiver' }, label: t('home.answer_transfers') }}
    />
  );
}
