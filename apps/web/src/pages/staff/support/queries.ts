import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export const engineersQuery = queryOptions({
  queryKey: ['issues', 'engineers'],
  queryFn: async ({ signal }) => (await api.issues.listEngineers({}, { signal })).items,
  staleTime: 300_000,
});

export function notesQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', id, 'notes'],
    queryFn: async ({ signal }) => (await api.issues.listNotes({ params: { id } }, { signal })).items,
  });
}

/** The answers that are given often, to choose one from: the first 200 by title. */
export const cannedAnswersQuery = queryOptions({
  queryKey: ['canned-answers', 'choice'],
  queryFn: async ({ signal }) => (await api.issues.listCannedAnswers({ query: { limit: 200 } }, { signal })).items,
});

/** What else the client has to do with the support: certificates in force, and the requests where something happened last. */
export function clientQuery(cabinetId: string) {
  return queryOptions({
    queryKey: ['issues', 'client', cabinetId],
    queryFn: async ({ signal }) => {
      const scope = { cabinet_id: cabinetId, descendants: false };
      const [certificates, issues] = await Promise.all([
        api.licenses.listCertificates({ query: { ...scope, status: ['active'], sort: '-valid_until', limit: 5 } }, { signal }),
        api.issues.listIssues({ query: { ...scope, limit: 6 } }, { signal }),
      ]);
      return { certificates: certificates.items, issues: issues.items };
    },
  });
}
