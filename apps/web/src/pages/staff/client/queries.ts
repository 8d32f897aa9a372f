import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export type Client = Cabinet;

/** How many of each a client's page shows. */
const SHOWN = 5;

export function clientQuery(id: string) {
  return queryOptions({
    queryKey: ['cabinets', id],
    queryFn: ({ signal }) => api.organizations.getCabinet({ params: { id } }, { signal }),
  });
}

export function childrenQuery(id: string) {
  const query = { parent_id: id, limit: SHOWN, sort: 'name' as const };
  return queryOptions({
    queryKey: ['cabinets', id, 'children'],
    queryFn: ({ signal }) => api.organizations.listCabinets({ query }, { signal }),
  });
}

export function licensesQuery(id: string) {
  return queryOptions({
    queryKey: ['licenses', 'of', id],
    queryFn: ({ signal }) => api.licenses.listLicenses({ query: newestOf(id) }, { signal }),
  });
}

export function certificatesQuery(id: string) {
  return queryOptions({
    queryKey: ['certificates', 'of', id],
    queryFn: ({ signal }) => api.licenses.listCertificates({ query: newestOf(id) }, { signal }),
  });
}

export function purchasesQuery(id: string) {
  return queryOptions({
    queryKey: ['purchases', 'of', id],
    queryFn: ({ signal }) => api.licenses.listPurchases({ query: newestOf(id) }, { signal }),
  });
}

/** The list's own order: where something happened last comes first. */
export function issuesQuery(id: string) {
  return queryOptions({
    queryKey: ['issues', 'of', id],
    queryFn: ({ signal }) => api.issues.listIssues({ query: { cabinet_id: id, limit: SHOWN } }, { signal }),
  });
}

export function downloadsQuery(id: string) {
  const query = { cabinet_id: id, limit: SHOWN, sort: '-started_at' as const };
  return queryOptions({
    queryKey: ['downloads', 'of', id],
    queryFn: ({ signal }) => api.artifacts.listDownloads({ query }, { signal }),
  });
}

export function peopleQuery(id: string) {
  const query = { limit: SHOWN, sort: 'name' as const };
  return queryOptions({
    queryKey: ['people', 'of', id],
    queryFn: ({ signal }) => api.auth.listCabinetUsers({ params: { id }, query }, { signal }),
  });
}

export function auditQuery(id: string) {
  const query = { cabinet_id: id, limit: SHOWN, sort: '-at' as const };
  return queryOptions({
    queryKey: ['audit', 'of', id],
    queryFn: ({ signal }) => api.audit.listAuditEntries({ query }, { signal }),
  });
}

export function mailsQuery(id: string) {
  return queryOptions({
    queryKey: ['mails', 'of', id],
    queryFn: ({ signal }) => api.notifications.listMails({ query: newestOf(id) }, { signal }),
  });
}

function newestOf(cabinet_id: string) {
  return { cabinet_id, limit: SHOWN, sort: '-created_at' as const };
}

/** How many organizations, licences and certificates go along when the organization moves. */
export function movedQuery(id: string) {
  const counted = { cabinet_id: id, limit: 1, count: true };
  return queryOptions({
    queryKey: ['cabinets', id, 'moved'],
    queryFn: async ({ signal }) => {
      const [organizations, licenses, certificates] = await Promise.all([
        api.organizations.listCabinets({ query: counted }, { signal }),
        api.licenses.listLicenses({ query: counted }, { signal }),
        api.licenses.listCertificates({ query: counted }, { signal }),
      ]);
      // The organization itself is among them.
      return { below: (organizations.total ?? 1) - 1, licenses: licenses.total ?? 0, certificates: certificates.total ?? 0 };
    },
  });
}
