import type { Contract } from '@kabinet/contract';
import { createClient, type Client } from '@kabinet/contract/client';
import type { Principal } from '@kabinet/contract/principal';
import { randomUUIDv7 } from 'node:crypto';
import type { Composition } from './compose.ts';

/** The program itself, where it acts for the operator on the machine. */
const operator: Principal = { kind: 'service', id: 'operator' };

const COMMAND_DEADLINE_MS = 60_000;

/** A client for one command of the program: past the gateway, validated like every other call. */
export function clientOf<C extends Contract>(
  composition: Pick<Composition, 'transports'>,
  contract: C,
  principal: Principal = operator,
): Client<C> {
  const transport = composition.transports[contract.service];
  if (!transport) throw new Error(`there is no service ${contract.service} in this process`);
  const deadline = Date.now() + COMMAND_DEADLINE_MS;
  return createClient(
    contract,
    transport,
  )({ principal, locale: 'en', requestId: `command:${randomUUIDv7()}`, deadline, ip: null, userAgent: null });
}
