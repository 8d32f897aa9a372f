import type { Contract } from '@kabinet/contract';
import type { Client, Transport } from '@kabinet/contract/client';
import { createClient } from '@kabinet/contract/client';
import type { Principal } from '@kabinet/contract/principal';
import { randomUUIDv7 } from 'node:crypto';

/** What security.txt names in every portal under test. */
export const SECURITY_CONTACT = 'mailto:security@vendor.example';

/** The whole portal as the suites see it, however many processes it runs in. */
export interface TestedPortal {
  /** The public origin, without a trailing slash. */
  readonly url: string;
  /** Ways to every service past the gateway. */
  readonly transports: Readonly<Record<string, Transport>>;
  /** A client of `contract` in the name of `principal`, past the gateway. */
  client<C extends Contract>(contract: C, principal: Principal): Client<C>;
  /** Resolves when no event, delivery or job is waiting any more. */
  settle(): Promise<void>;
  /** Fails when a service answered an internal error. */
  stop(): Promise<void>;
}

export function clientOver<C extends Contract>(transports: TestedPortal['transports'], contract: C, principal: Principal): Client<C> {
  const transport = transports[contract.service];
  if (!transport) throw new Error(`there is no service ${contract.service}`);
  const origin = { principal, locale: 'en', requestId: randomUUIDv7(), deadline: Date.now() + 30_000, ip: null, userAgent: null } as const;
  return createClient(contract, transport)(origin);
}
