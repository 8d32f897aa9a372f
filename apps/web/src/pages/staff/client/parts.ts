import type { Permission } from '@kabinet/contracts/access';
import { ensure } from '../../../api/query-client.ts';
import {
  auditQuery,
  certificatesQuery,
  childrenQuery,
  downloadsQuery,
  issuesQuery,
  licensesQuery,
  mailsQuery,
  peopleQuery,
  purchasesQuery,
} from './queries.ts';

/** What the page of a client shows beside its requisites, each with what one has to hold to see it. */
export const partsOfClient: readonly { readonly permission: Permission; readonly load: (id: string) => Promise<unknown> }[] = [
  { permission: 'organizations.read', load: (id) => ensure(childrenQuery(id)) },
  { permission: 'licenses.read', load: (id) => ensure(licensesQuery(id)) },
  { permission: 'licenses.read', load: (id) => ensure(certificatesQuery(id)) },
  { permission: 'purchases.read', load: (id) => ensure(purchasesQuery(id)) },
  { permission: 'issues.read', load: (id) => ensure(issuesQuery(id)) },
  { permission: 'downloads.read', load: (id) => ensure(downloadsQuery(id)) },
  { permission: 'mail.read', load: (id) => ensure(mailsQuery(id)) },
  { permission: 'people.read', load: (id) => ensure(peopleQuery(id)) },
  { permission: 'audit.read', load: (id) => ensure(auditQuery(id)) },
];
