import Type, { type Static } from 'typebox';
import { defineContract, operation, type Contract } from './contract.ts';
import { defineEvents } from './events.ts';
import { closed, Instant, listQuery, nullable, page, Uuid } from './schemas.ts';

/** What is asked of every service alike: how it is, what waits in its queues, and which events it could not take. */

/** Counting ends here, so that a long queue costs what a short one does: it says "so many, or more". */
export const COUNTED_AT_MOST = 10_000;

const Count = Type.Integer({ minimum: 0, maximum: COUNTED_AT_MOST });

/** Things that wait. `oldest_seconds` is how long the first of them has; null when there is none. */
const Queue = closed({ count: Count, oldest_seconds: nullable(Type.Integer({ minimum: 0 })) });
export type Queue = Static<typeof Queue>;

const Queues = closed({
  /** Events that were recorded and have not left yet. */
  outbox: Queue,
  /** Events of others that have come and are not applied yet. */
  inbox: Queue,
  /** Events that the service gave up, by when it did. */
  dead_letters: Queue,
  /** Jobs that are due. */
  jobs: Queue,
  /** Jobs that failed and are tried again at their time. */
  retried_jobs: Count,
  /** Jobs that failed for the last time. */
  failed_jobs: Count,
});
export type Queues = Static<typeof Queues>;

export const ServiceState = closed({
  service: Type.String(),
  /** `waiting`: it answers and cannot do its work. `silent`: none of its processes answered in time. */
  state: Type.Enum(['ready', 'waiting', 'silent']),
  waits_for: nullable(Type.Enum(['database', 'broker'])),
  /** Of the program, in the process that answered. */
  version: nullable(Type.String()),
  /** Since when that process runs. */
  since: nullable(Instant),
  /** Of all its processes, as they share a database; null while that is away. */
  queues: nullable(Queues),
});
export type ServiceState = Static<typeof ServiceState>;

/** An event that a service could not take, however often it tried. */
export const DeadLetter = closed({
  /** The event's. */
  id: Uuid,
  /** `<service>.<aggregate>.<what happened>`. */
  event: Type.String(),
  /** The id of what it tells of. */
  subject: Type.String(),
  /** Of the change that the event tells of: the audit log knows it. */
  request_id: Type.String(),
  attempts: Type.Integer(),
  error: nullable(Type.String()),
  received_at: Instant,
  failed_at: Instant,
});
export type DeadLetter = Static<typeof DeadLetter>;

const params = closed({ service: Type.String({ minLength: 1, maxLength: 40 }) });
const problems = ['service_not_found'] as const;
const READ = { kind: 'permission', permission: 'system.read' } as const;

const ofEachService = {
  getService: operation({
    summary: 'Read how a service is and what waits in its queues',
    method: 'GET',
    path: '/system/services/{service}',
    access: READ,
    params,
    ok: { status: 200, body: ServiceState },
    problems,
  }),
  listDeadLetters: operation({
    summary: 'List the events that a service could not take',
    method: 'GET',
    path: '/system/services/{service}/dead-letters',
    access: READ,
    params,
    query: listQuery(['failed_at'], {}),
    ok: { status: 200, body: page(DeadLetter) },
    problems,
  }),
  replayDeadLetters: operation({
    summary: 'Have a service try events once more that it could not take: those named, or the oldest 10,000',
    method: 'POST',
    path: '/system/services/{service}/dead-letters/replay',
    access: { kind: 'permission', permission: 'system.manage' },
    params,
    body: closed({ event_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 200 })) }),
    ok: { status: 200, body: closed({ replayed: Count }) },
    problems,
    idempotency: 'honoured',
  }),
} as const;

const catalogue = { service_not_found: { status: 404, title: { ru: 'Служба не найдена', en: 'Service not found' } } } as const;

/** What each service answers of itself, beside its own contract. */
export const serviceContract = defineContract('system', { operations: ofEachService, problems: catalogue });

/** The same as the outside asks it, and all services at once. */
export const systemContract = defineContract('system', {
  operations: {
    listServices: operation({
      summary: 'Read how all services are; one that does not answer within 2 s is silent',
      method: 'GET',
      path: '/system/services',
      access: READ,
      ok: { status: 200, body: closed({ items: Type.Array(ServiceState) }) },
      problems: [],
    }),
    ...ofEachService,
  },
  problems: catalogue,
});

/** All that may be asked of the service of `contract`, its own state included: for what carries calls to it. */
export function askedOf(contract: Contract): Contract {
  return { ...contract, operations: { ...contract.operations, ...serviceContract.operations } };
}

/** What `service` tells when somebody has it try its dead letters once more. */
export function deadLetterEvents(service: string) {
  return defineEvents(service, {
    dead_letters_replayed: {
      type: 'dead_letters.replayed',
      summary: 'Somebody had a service try events once more that it could not take',
      data: closed({
        count: Count,
        /** The first 200. */
        event_ids: Type.Array(Uuid),
      }),
    },
  });
}
