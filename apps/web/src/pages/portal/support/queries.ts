import type { Attachment, Comment, Issue, IssueDetails } from '@kabinet/contracts/issues/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

export type { Attachment, Comment, Issue, IssueDetails };

/** While a request is looked at, what others say in it appears by itself. */
const LIVE_MS = 10_000;

export function issueQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id],
    queryFn: ({ signal }) => api.issues.getIssue({ params: { id } }, { signal }),
    refetchInterval: LIVE_MS,
  });
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** Of a conversation all of it is shown, read 200 at a time. */
async function readAll<Item>(fetch: (cursor: { cursor?: string }) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await fetch(cursor === null ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

export function commentsQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id, 'comments'],
    queryFn: ({ signal }) =>
      readAll<Comment>((from) => api.issues.listComments({ params: { id }, query: { limit: 200, ...from } }, { signal })),
    refetchInterval: LIVE_MS,
  });
}

export function attachmentsQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id, 'attachments'],
    queryFn: ({ signal }) =>
      readAll<Attachment>((from) => api.issues.listAttachments({ params: { id }, query: { limit: 200, ...from } }, { signal })),
    refetchInterval: LIVE_MS,
  });
}

export function followersQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id, 'followers'],
    queryFn: async ({ signal }) => (await api.issues.listFollowers({ params: { id } }, { signal })).items,
  });
}

/** Whom the reader may have follow it. */
export function followerCandidatesQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id, 'follower-candidates'],
    queryFn: async ({ signal }) => (await api.issues.listFollowerCandidates({ params: { id } }, { signal })).items,
  });
}

/** The certificates under which a request can be opened: at most 200, those that end last first. */
export function certificatesQuery(cabinetId: string | undefined) {
  const query = { status: ['active' as const], sort: '-valid_until' as const, limit: 200 };
  return queryOptions({
    queryKey: ['certificates', 'in force', cabinetId],
    queryFn: async ({ signal }) => {
      const scope = cabinetId === undefined ? {} : { cabinet_id: cabinetId };
      return (await api.licenses.listCertificates({ query: { ...query, ...scope } }, { signal })).items;
    },
  });
}

/** After a change everything of requests is asked anew. */
export async function showIssueChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['issues'] });
}
