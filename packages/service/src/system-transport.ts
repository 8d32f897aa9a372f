import type { AccessTable } from '@kabinet/contract/access';
import type { Call, Transport } from '@kabinet/contract/client';
import { systemContract, type ServiceState } from '@kabinet/contract/system';
import { problem } from '@kabinet/problem';
import { setTimeout as pause } from 'node:timers/promises';
import { checkCaller, queryRefusal } from './dispatch.ts';

/** So long is a service waited for that is asked how it is. */
const PATIENCE_MS = 2_000;

/**
 * Carries calls of the system contract: to the service that their path names, or to all of `services` at once. Each of them checks the
 * caller's rights by itself; here that is done too, so that no name is told to who may not know.
 */
export function createSystemTransport(services: Readonly<Record<string, Transport>>, access: AccessTable): Transport {
  return async function carry(call) {
    const operation = Object.hasOwn(systemContract.operations, call.operation)
      ? systemContract.operations[call.operation as keyof typeof systemContract.operations]
      : undefined;
    if (!operation) throw problem('not_found');
    checkCaller(access, operation, call);
    if (operation === systemContract.operations.listServices) {
      const refusal = queryRefusal(operation, call.query ?? {});
      if (refusal) throw refusal;
      return { body: { items: await Promise.all(Object.entries(services).map(([name, transport]) => stateOf(name, transport, call))) } };
    }
    const { service = '' } = call.params as { readonly service?: string };
    const transport = Object.hasOwn(services, service) ? services[service] : undefined;
    if (!transport) throw problem('service_not_found');
    return transport({ ...call, service });
  };
}

/** How a service is; whatever keeps it from saying so makes it silent. */
async function stateOf(service: string, transport: Transport, call: Call): Promise<ServiceState> {
  const deadline = Math.min(call.deadline, Date.now() + PATIENCE_MS);
  const given = new AbortController();
  const late = pause(deadline - Date.now(), undefined, { signal: given.signal }).then(() => problem('deadline_exceeded'));
  try {
    const asked = transport({ ...call, service, operation: 'getService', params: { service }, deadline });
    const answer = await Promise.race([asked, late]);
    if (answer instanceof Error) return silent(service);
    return answer.body as ServiceState;
  } catch {
    return silent(service);
  } finally {
    given.abort();
  }
}

function silent(service: string): ServiceState {
  return { service, state: 'silent', waits_for: null, version: null, since: null, queues: null };
}
