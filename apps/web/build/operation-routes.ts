import { isInternal, pathOf, type Contract, type Operation } from '@kabinet/contract';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { auditContract } from '@kabinet/contracts/audit';
import { authContract } from '@kabinet/contracts/auth';
import { documentsContract } from '@kabinet/contracts/documents';
import { issuesContract } from '@kabinet/contracts/issues';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { licensesContract } from '@kabinet/contracts/licenses';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { reportsContract } from '@kabinet/contracts/reports';
import { systemContract } from '@kabinet/contracts/system';
import type { Plugin } from 'vite';
import type { OperationRoute, OperationRoutes } from '../src/api/routes.ts';

const contracts: readonly Contract[] = [
  artifactsContract,
  auditContract,
  authContract,
  documentsContract,
  issuesContract,
  knowledgeContract,
  licensesContract,
  notificationsContract,
  organizationsContract,
  productsContract,
  reportsContract,
  systemContract,
];

const NAME = 'virtual:operation-routes';

/**
 * The module `virtual:operation-routes`: of each operation what a browser needs to call it. Taken from the contracts while
 * building, so that their schemas, texts and validators stay out of what browsers load.
 */
export function operationRoutes(): Plugin {
  return {
    name: 'operation-routes',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export const operationRoutes = ${JSON.stringify(routesOf(contracts))};` : undefined),
  };
}

function routesOf(known: readonly Contract[]): OperationRoutes {
  const routes = known.map(({ service, operations }) => {
    const offered = Object.entries(operations).filter(([, operation]) => !isInternal(operation));
    return [service, Object.fromEntries(offered.map(([id, operation]) => [id, routeOf(operation)]))] as const;
  });
  return Object.fromEntries(routes);
}

function routeOf(operation: Operation): OperationRoute {
  return {
    method: operation.method,
    path: pathOf(operation),
    ...(operation.access.kind === 'public' ? { public: true } : {}),
    ...(operation.idempotency === 'required' ? { keyed: true } : {}),
    ...(operation.variant === undefined ? {} : { accept: operation.variant.accept }),
  };
}
