import { infiniteQueryOptions } from '@tanstack/react-query';
import { isApiProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Search } from '../../navigation/search.ts';

export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

/** What a list asks of the API; the operation behind it declares which names there are. */
export interface ListQuery {
  readonly [name: string]: string | number | boolean | undefined;
}

/** A list of the API as a page shows it. */
export interface ListDefinition<Item> {
  /** Names it in the cache and in what this browser remembers of it. */
  readonly name: string;
  readonly fetch: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<Item>>;
  /** Names of the filters, beside the search, the order and the organization. */
  readonly filters: readonly string[];
  readonly sort: string;
  /** What is searched for comes in the order in which it fits, unless the person chose another. */
  readonly isRanked?: true;
  /** What is under way: while one such is shown, the list is asked for anew every two seconds. */
  readonly isUnderWay?: (item: Item) => boolean;
  /** What the list belongs to, when that is not the chosen organization: the switcher does not narrow it then. */
  readonly of?: string;
}

const SCOPE = ['cabinet_id', 'descendants'] as const;

/** In which order the list is; undefined where the best fit comes first. */
export function orderOf<Item>({ sort, isRanked }: ListDefinition<Item>, search: Search): string | undefined {
  const ownOrder = isRanked === true && search['q'] !== undefined ? undefined : sort;
  return search['sort'] ?? ownOrder;
}

/** The address is the query: of its parameters those that the API knows for this list. */
export function queryOf<Item>(list: ListDefinition<Item>, search: Search): ListQuery {
  const { filters, of } = list;
  const order = orderOf(list, search);
  const names = ['q', ...(of === undefined ? SCOPE : []), ...filters].filter((name) => search[name] !== undefined);
  return { ...Object.fromEntries(names.map((name) => [name, search[name]])), ...(order === undefined ? {} : { sort: order }) };
}

/** Whether the person narrowed the list by search or filters; the organization is chosen elsewhere. */
export function isNarrowed<Item>({ filters }: ListDefinition<Item>, search: Search): boolean {
  return ['q', ...filters].some((name) => search[name] !== undefined);
}

/** Whether the list is one organization's, of which the person may know others. */
export function isOfOneCabinet<Item>({ of }: ListDefinition<Item>, search: Search): boolean {
  return of === undefined && search['cabinet_id'] !== undefined;
}

const PAGE_SIZE = 50;
const ANEW_MS = 2_000;

export function listQuery<Item>(list: ListDefinition<Item>, search: Search) {
  const query = queryOf(list, search);
  return infiniteQueryOptions({
    queryKey: [list.name, 'list', list.of, query],
    queryFn: ({ pageParam, signal }) =>
      list.fetch({ ...query, limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) => {
      const items = state.data?.pages.flatMap((page) => page.items) ?? [];
      return list.isUnderWay !== undefined && items.some(list.isUnderWay) ? ANEW_MS : false;
    },
  });
}

/** For a page's `load`: the first page of the list is there when it is shown. An address that asks for nonsense is the list's to mend. */
export async function loadList<Item>(list: ListDefinition<Item>, search: Search): Promise<void> {
  try {
    await queryClient.infiniteQuery({ ...listQuery(list, search), staleTime: 'static' });
  } catch (error) {
    if (!isApiProblem(error, 'invalid_query')) throw error;
  }
}
