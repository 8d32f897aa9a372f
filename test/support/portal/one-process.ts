import { accessTable } from '@kabinet/contracts/access';
import { startGateway } from '@kabinet/gateway';
import { createLogger } from '@kabinet/service';
import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { Registry } from 'prom-client';
import { clientOver, SECURITY_CONTACT, type TestedPortal } from './tested-portal.ts';

export interface OneProcess extends TestedPortal {
  /** To look inside, and to break things on purpose. */
  readonly inside: TestPortal;
}

/** All services in this very process, which works in the background only while it settles. */
export async function startOneProcess(environment: Readonly<Record<string, string>> = {}): Promise<OneProcess> {
  const portal = await startPortal({ environment: { SECURITY_CONTACT, ...environment } });
  const { contracts, transports, events } = portal.composition;
  const gateway = await startGateway({
    contracts,
    transports,
    events,
    access: accessTable,
    installation: portal.service('auth').contextAsService('tests').installation,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: '',
    rateLimits: 'off',
    log: createLogger('fatal'),
    metrics: new Registry(),
    health: { live: () => true, ready: async () => ({ ready: true, waiting: [] }) },
  });
  return {
    url: gateway.url,
    transports,
    inside: portal,
    client: (contract, principal) => clientOver(transports, contract, principal),
    settle: () => portal.settle(),
    stop: async () => {
      await gateway.close();
      await portal.stop();
    },
  };
}
