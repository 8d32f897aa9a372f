import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SearchBox } from '../../components/list/search-box.tsx';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { loadMe, useMe } from '../../session/me.ts';
import { FoundOrganizations } from './organization/found-organizations.tsx';
import { childrenQuery, topsQuery } from './organization/queries.ts';
import { OrganizationTree } from './organization/tree/organization-tree.tsx';

export const permission = 'organizations.read';
export const words = 'people';

const PAGE_SIZE = 50;

function foundQuery(q: string) {
  const query = { q, sort: 'name' as const, limit: PAGE_SIZE };
  return infiniteQueryOptions({
    queryKey: ['cabinets', 'found', q],
    queryFn: ({ pageParam, signal }) =>
      api.organizations.listCabinets({ query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

export async function load({ search: { q } }: PageInput): Promise<void> {
  if (q !== undefined) return void (await queryClient.infiniteQuery({ ...foundQuery(q), staleTime: 'static' }));
  const tops = await ensure(topsQuery(await loadMe()));
  const opened = tops.filter(({ has_children }) => has_children);
  await Promise.all(opened.map(({ id }) => queryClient.infiniteQuery({ ...childrenQuery(id), staleTime: 'static' })));
}

export function Page() {
  const { t } = useTranslation();
  const [{ q }] = usePageSearch();
  return (
    <>
      <PageHeader title={t('organizations.title')} actions={<SearchBox />} />
      {q === undefined ? <Tree /> : <Found q={q} />}
    </>
  );
}

function Tree() {
  const { t } = useTranslation();
  const tops = useSuspenseQuery(topsQuery(useMe())).data;
  if (tops.length === 0) {
    return (
      <Notice title={t('organizations.none_title')} action={<GuideLink guide="customers" />}>
        {t('organizations.none')}
      </Notice>
    );
  }
  return (
    <Section title={t('organizations.tree')}>
      <OrganizationTree key={tops.map(({ id }: Cabinet) => id).join()} label={t('organizations.tree')} tops={tops} withTools />
    </Section>
  );
}

function Found({ q }: { readonly q: string }) {
  const query = useInfiniteQuery({ ...foundQuery(q), placeholderData: keepPreviousData });
  const { data, error, refetch } = query;
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />;
  return data && <FoundOrganizations organizations={data.pages.flatMap(({ items }) => items)} query={query} />;
}
