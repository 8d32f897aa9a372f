import type { Advisory } from '@kabinet/contracts/products/advisory-resources';
import type { Me } from '@kabinet/contracts/auth/resources';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ShortList } from '../../../components/short-list.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../../navigation/search.ts';
import { SeverityLabel } from '../advisory/labels.tsx';

const SHOWN = 5;

/** The last advisories that affect the chosen organizations. */
export function affectingQuery({ cabinet_id, descendants }: Search) {
  const scope = { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }) };
  return queryOptions({
    queryKey: ['advisories', 'affecting', scope],
    queryFn: ({ signal }) => api.products.listAdvisories({ query: { ...scope, impact: ['affected'], limit: SHOWN } }, { signal }),
  });
}

/** Whether somebody can be affected: a customer who may see advisories. */
export function isConcerned({ permissions, staff_roles }: Me): boolean {
  return staff_roles.length === 0 && permissions.includes('advisories.read');
}

/** Nothing where nothing affects them: that is not yet a reason to say that all is well. */
export function AffectingAdvisories() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const { items } = useSuspenseQuery(affectingQuery(search)).data;
  const row = useRow();
  if (items.length === 0) return null;
  return (
    <ShortList
      title={t('home.affecting')}
      items={items}
      keyOf={({ id }) => id}
      row={row}
      empty=""
      all={{ to: paths.advisories(), search: { impact: 'affected' }, label: t('home.see_advisories') }}
    />
  );
}

function useRow() {
  const format = useFormat();
  return function row({ id, tracking_id, title, products, severity, score }: Advisory) {
    return {
      name: <TextLink to={paths.advisory(id)}>{`${tracking_id}: ${title}`}</TextLink>,
      detail: products.map(({ name }) => format.text(name)).join(', '),
      aside: <SeverityLabel severity={severity} score={score} />,
    };
  };
}
