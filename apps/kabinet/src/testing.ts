import type { Contract } from '@kabinet/contract';
import { createClient, type CallOrigin, type Client } from '@kabinet/contract/client';
import type { Membership, Principal } from '@kabinet/contract/principal';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { createLocalTransport } from '@kabinet/events';
import { systemClock, createLogger, type Clock, type RunningService } from '@kabinet/service';
import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { randomUUIDv7 } from 'node:crypto';
import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Registry } from 'prom-client';
import { compose, type Composition } from './compose.ts';
import { settle } from './settle.ts';
import { allTargets, manifests } from './targets.ts';

const SECRET = 'a secret of the tests, long enough to be one';
const INSTALLATION = {
  publicUrl: 'http://localhost:8080',
  secret: SECRET,
  timeZone: 'Europe/Moscow',
  vendor: { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' },
  version: '0.0.0',
};

export interface TestPortalOptions {
  /** Stops the clock here; otherwise time is real. */
  readonly now?: Date;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole portal on a database of its own; nothing runs in the background until `settle` is called. */
export interface TestPortal {
  readonly composition: Composition;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  service(name: string): RunningService;
  /** A client of `contract` in the name of `principal`, past the gateway. */
  client<C extends Contract>(contract: C, principal: Principal, origin?: Partial<CallOrigin>): Client<C>;
  /** Creates an organization as the vendor; answers its id and the id of its tree's root. */
  organization(name: string, parent?: { organization_id: string }): Promise<{ organization_id: string; root_id: string }>;
  /** Runs relays, consumers and jobs until none has anything left to do. */
  settle(): Promise<void>;
  /** Fails when a service answered an internal error that the test did not expect. */
  stop(): Promise<void>;
  /** The internal errors logged so far; a test that provokes one empties it. */
  readonly internalErrors: string[];
}

export interface TestClock extends Clock {
  set(now: Date): void;
}

export async function startPortal(options: TestPortalOptions = {}): Promise<TestPortal> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kabinet-portal-'));
  const database = await cloneDatabase(
    manifests.map(({ name, migrations }) => ({ service: name, migrations })),
    SECRET,
  );
  const clock = testClock(options.now);
  const internalErrors: string[] = [];
  const composition = await compose({
    targets: allTargets,
    events: createLocalTransport(),
    adminUrl: database.adminUrl,
    installation: { ...INSTALLATION, dataDirectory },
    environment: { ...options.environment },
    log: createLogger('error', collectErrors(internalErrors)),
    metrics: new Registry(),
    clock,
    checkReplies: true,
  });
  const portal: TestPortal = {
    composition,
    database,
    clock,
    internalErrors,
    service: (name) => requireService(composition, name),
    client: (contract, principal, origin) => clientFor(composition, contract, principal, origin),
    organization: (name, parent) => createOrganization(portal, name, parent),
    settle: oneAtATime(() => settle(composition)),
    stop: async () => {
      await composition.stop();
      await database.drop();
      await rm(dataDirectory, { recursive: true, force: true });
      if (internalErrors.length > 0) throw new Error(`internal errors:\n${internalErrors.join('\n')}`);
    },
  };
  return portal;
}

/** What another settling is at is not to be had, and yet not done: whoever settles meanwhile waits for it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

function testClock(start: Date | undefined): TestClock {
  let fixed = start;
  return { ...systemClock, now: () => (fixed ? new Date(fixed) : new Date()), set: (now) => void (fixed = now) };
}

function collectErrors(errors: string[]): Writable {
  return new Writable({
    write(line: Buffer, _encoding, done) {
      errors.push(line.toString());
      done();
    },
  });
}

function requireService(composition: Composition, name: string): RunningService {
  const service = composition.services.get(name);
  if (!service) throw new Error(`there is no service ${name}`);
  return service;
}

function clientFor<C extends Contract>(
  composition: Composition,
  contract: C,
  principal: Principal,
  origin: Partial<CallOrigin> = {},
): Client<C> {
  const transport = composition.transports[contract.service];
  if (!transport) throw new Error(`there is no service ${contract.service}`);
  const deadline = Date.now() + 30_000;
  return createClient(
    contract,
    transport,
  )({ principal, locale: 'en', requestId: randomUUIDv7(), deadline, ip: null, userAgent: null, ...origin });
}

/** A staff member with the given roles. */
export function staff(...roles: string[]): Principal {
  return { kind: 'user', id: randomUUIDv7(), session_id: randomUUIDv7(), memberships: [], staff_roles: roles };
}

/** A person with one role in one organization and its descendants. */
export function member(organization: { organization_id: string; root_id: string }, role: string, disabled: string[] = []): Principal {
  const membership: Membership = { ...organization, role, disabled };
  return { kind: 'user', id: randomUUIDv7(), session_id: randomUUIDv7(), memberships: [membership], staff_roles: [] };
}

export function serviceNamed(name: string): Principal {
  return { kind: 'service', id: name };
}

/** A valid ИНН of a legal entity, another one for every number. */
export function innOf(number: number): string {
  const body = Array.from(String(100_000_000 + (number % 900_000_000)), Number);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, index) => total + weight * (body[index] ?? 0), 0);
  return `${body.join('')}${(sum % 11) % 10}`;
}

let organizationCount = 0;

async function createOrganization(portal: TestPortal, name: string, parent?: { organization_id: string }) {
  organizationCount += 1;
  const client = portal.client(organizationsContract, staff('administrator'));
  const { id } = await client.createCabinet({
    body: { name, inn: innOf(organizationCount), kpp: '770701001', ...(parent ? { parent_id: parent.organization_id } : {}) },
  });
  const node = await portal.client(organizationsContract, serviceNamed('test')).getOrganizationNode({ params: { id } });
  return { organization_id: id, root_id: node.root_id };
}
