import type { Me } from '@kabinet/contracts/auth/resources';
import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Search } from '../../../navigation/search.ts';
import { meets } from '../../../session/me.ts';

/** Of each kind: who wants more goes to its list. */
const SHOWN = 5;
/** Among how many of the newest updates is looked for what is withheld. */
const LOOKED_AT = 20;

function scopeOf({ cabinet_id, descendants }: Search) {
  return { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }) };
}

/** The last advisories that affect the chosen organizations. */
export function affectingQuery(search: Search) {
  const scope = scopeOf(search);
  return queryOptions({
    queryKey: ['advisories', 'affecting', scope],
    queryFn: ({ signal }) => api.products.listAdvisories({ query: { ...scope, impact: ['affected'], limit: SHOWN } }, { signal }),
  });
}

/** Who asks to be let into the chosen organizations. */
export function askingQuery(search: Search) {
  const scope = scopeOf(search);
  return queryOptions({
    queryKey: ['join-requests', 'waiting', scope],
    queryFn: ({ signal }) => api.auth.listJoinRequests({ query: { ...scope, limit: SHOWN, sort: '-created_at' } }, { signal }),
  });
}

/** Transfers that wait for an answer of the chosen organizations. */
export function offeredQuery(search: Search) {
  const scope = scopeOf(search);
  return queryOptions({
    queryKey: ['transfers', 'waiting', scope],
    queryFn: ({ signal }) =>
      api.licenses.listTransfers({ query: { ...scope, status: ['pending'], side: 'receiver', limit: SHOWN } }, { signal }),
  });
}

/** Requests in which the support waits for an answer. */
export function repliesQuery(search: Search) {
  const scope = scopeOf(search);
  return queryOptions({
    queryKey: ['issues', 'waiting', scope],
    queryFn: ({ signal }) => api.issues.listIssues({ query: { ...scope, status: ['waiting_for_customer'], limit: SHOWN } }, { signal }),
  });
}

/** Of the newest updates those that a renewal would open: one of each product. */
export function withheldQuery(search: Search) {
  const scope = scopeOf(search);
  return queryOptions({
    queryKey: ['artifacts', 'withheld', scope],
    queryFn: async ({ signal }) => {
      const query = { ...scope, kind: ['update' as const], sort: '-released_at' as const, limit: LOOKED_AT };
      const { items } = await api.artifacts.listArtifacts({ query }, { signal });
      const withheld = items.filter(({ reason }) => reason === 'support_expired' || reason === 'license_expired');
      return firstOfEachProduct(withheld);
    },
  });
}

function firstOfEachProduct(files: readonly ListedArtifact[]): ListedArtifact[] {
  return [...new Map(files.toReversed().map((file) => [file.product.id, file])).values()].toReversed();
}

/** What of all this is a matter of the person: staff move what they want without being asked, and it is owners who know their people. */
export function mattersOf(me: Me) {
  const isCustomer = me.staff_roles.length === 0;
  return {
    terms: meets(me, 'licenses.read'),
    advisories: isCustomer && meets(me, 'advisories.read'),
    transfers: isCustomer && meets(me, 'licenses.transfer'),
    people: isCustomer && meets(me, 'people.manage'),
    replies: isCustomer && meets(me, 'issues.write'),
    updates: isCustomer && meets(me, 'artifacts.download'),
  };
}
