import { isInternal, pathOf, type Contract, type Operation } from '@kabinet/contract';
import type { Transport } from '@kabinet/contract/client';
import type { Form, Forms } from './negotiation.ts';
import { takesRefreshCookie } from './refresh-cookie.ts';
import type { Endpoint } from './visit.ts';

/** One (method, path) of the public API and the operations that answer there, each in its form. */
export interface PublicRoute {
  readonly method: Operation['method'];
  /** In Fastify's writing: `/api/v1/licenses/:id`. */
  readonly url: string;
  readonly forms: Forms<Endpoint>;
  /** What answers `?dry_run=true`. */
  readonly dryRun: Endpoint | undefined;
  /** Bytes: the largest that any of the operations takes. */
  readonly bodyLimit: number | undefined;
}

/** The routes of all operations that are not for other services only. Throws when two operations cannot be told apart. */
export function publicRoutes(contracts: readonly Contract[], transports: Readonly<Record<string, Transport>>): PublicRoute[] {
  const groups = new Map<string, Endpoint[]>();
  for (const contract of contracts) {
    for (const [name, operation] of Object.entries(contract.operations)) {
      if (isInternal(operation)) continue;
      const transport = transports[contract.service];
      if (!transport) throw new Error(`nobody told the gateway how to reach ${contract.service}`);
      const endpoint = { service: contract.service, name, operation, transport, refreshCookie: takesRefreshCookie(contract.service, name) };
      const key = `${operation.method} ${pathOf(operation).replaceAll(/\{(\w+)\}/g, ':$1')}`;
      groups.set(key, [...(groups.get(key) ?? []), endpoint]);
    }
  }
  return [...groups].map(([key, endpoints]) => routeOf(key, endpoints));
}

function routeOf(key: string, endpoints: readonly Endpoint[]): PublicRoute {
  const [method, url] = key.split(' ') as [Operation['method'], string];
  const dryRun = endpoints.find(({ operation }) => operation.dry_run);
  const inEarnest = endpoints.filter((endpoint) => endpoint !== dryRun);
  const forms = inEarnest.map(formOf).toSorted((a, b) => Number(b.format === 'json') - Number(a.format === 'json'));
  const formats = new Set(forms.map((form) => form.format));
  if (formats.size < forms.length) throw new Error(`${key}: two operations answer in the same format`);
  const limits = endpoints.flatMap(({ operation }) => operation.body_limit ?? []);
  if (forms.length === 0) throw new Error(`${key}: a dry run of nothing`);
  return {
    method,
    url,
    forms: forms as unknown as Forms<Endpoint>,
    dryRun,
    bodyLimit: limits.length > 0 ? Math.max(...limits) : undefined,
  };
}

function formOf(endpoint: Endpoint): Form<Endpoint> {
  const { variant } = endpoint.operation;
  return { format: variant?.format ?? 'json', mediaType: variant?.accept ?? 'application/json', target: endpoint };
}

/** The methods that each URL answers, for `Allow`. */
export function methodsByUrl(routes: readonly PublicRoute[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, url } of routes) {
    const answered = method === 'GET' ? ['GET', 'HEAD'] : [method];
    methods.set(url, [...(methods.get(url) ?? []), ...answered]);
  }
  return methods;
}
