import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ShortList } from '../../../components/short-list.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { paths } from '../../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../../navigation/search.ts';

const SHOWN = 5;

/** Who asks to be let into the chosen organizations. */
export function askingQuery({ cabinet_id, descendants }: Search) {
  const scope = { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }) };
  return queryOptions({
    queryKey: ['join-requests', 'waiting', scope],
    queryFn: ({ signal }) => api.auth.listJoinRequests({ query: { ...scope, limit: SHOWN, sort: '-created_at' } }, { signal }),
  });
}

/** Nothing where nobody asks. */
export function WaitingPeople() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { items } = useSuspenseQuery(askingQuery(search)).data;
  if (items.length === 0) return null;
  return (
    <ShortList
      title={t('home.people_asking')}
      items={items}
      keyOf={({ id }) => id}
      row={({ name, email, cabinet, created_at }) => ({
        name,
        detail: [email, cabinet.name, format.instant(created_at)].join(' · '),
      })}
      empty=""
      all={{ to: paths.joinRequests(), label: t('home.answer_people') }}
    />
  );
}
