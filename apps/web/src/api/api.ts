import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { auditContract } from '@kabinet/contracts/audit';
import type { authContract } from '@kabinet/contracts/auth';
import type { documentsContract } from '@kabinet/contracts/documents';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { knowledgeContract } from '@kabinet/contracts/knowledge';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { productsContract } from '@kabinet/contracts/products';
import type { reportsContract } from '@kabinet/contracts/reports';
import type { systemContract } from '@kabinet/contracts/system';
import { operationRoutes } from 'virtual:operation-routes';
import { session } from '../session/session.ts';
import { createBytesClient, createFileClient, createStreamClient, createUploadClient, createWebClient } from './client.ts';

/** The portal's API: `api.licenses.listLicenses({ query })`. Every call is refused by an `ApiProblem`. */
export const api = {
  artifacts: createWebClient<typeof artifactsContract>(routesOf('artifacts'), session),
  audit: createWebClient<typeof auditContract>(routesOf('audit'), session),
  auth: createWebClient<typeof authContract>(routesOf('auth'), session),
  issues: createWebClient<typeof issuesContract>(routesOf('issues'), session),
  knowledge: createWebClient<typeof knowledgeContract>(routesOf('knowledge'), session),
  licenses: createWebClient<typeof licensesContract>(routesOf('licenses'), session),
  notifications: createWebClient<typeof notificationsContract>(routesOf('notifications'), session),
  documents: createWebClient<typeof documentsContract>(routesOf('documents'), session),
  organizations: createWebClient<typeof organizationsContract>(routesOf('organizations'), session),
  products: createWebClient<typeof productsContract>(routesOf('products'), session),
  reports: createWebClient<typeof reportsContract>(routesOf('reports'), session),
  system: createWebClient<typeof systemContract>(routesOf('system'), session),
};

/** Operations that answer files. */
export const files = {
  audit: createFileClient<typeof auditContract>(routesOf('audit'), session),
  issues: createFileClient<typeof issuesContract>(routesOf('issues'), session),
  knowledge: createFileClient<typeof knowledgeContract>(routesOf('knowledge'), session),
  products: createFileClient<typeof productsContract>(routesOf('products'), session),
  documents: createFileClient<typeof documentsContract>(routesOf('documents'), session),
  reports: createFileClient<typeof reportsContract>(routesOf('reports'), session),
};

/** Operations that go on telling. */
export const streams = {
  notifications: createStreamClient<typeof notificationsContract>(routesOf('notifications'), session),
};

/** Operations that are sent files. */
export const uploads = {
  issues: createUploadClient<typeof issuesContract>(routesOf('issues'), session),
};

/** Operations that are sent bytes. */
export const bytes = {
  organizations: createBytesClient<typeof organizationsContract>(routesOf('organizations'), session),
  artifacts: createBytesClient<typeof artifactsContract>(routesOf('artifacts'), session),
  issues: createBytesClient<typeof issuesContract>(routesOf('issues'), session),
  knowledge: createBytesClient<typeof knowledgeContract>(routesOf('knowledge'), session),
};

function routesOf(service: string) {
  const routes = operationRoutes[service];
  if (!routes) throw new Error(`the build knows no contract of ${service}`);
  return routes;
}
