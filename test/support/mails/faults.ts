import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import type { TestDatabase } from '@kabinet/testing';
import { innOf, serviceNamed, staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOver, type TestedPortal } from '../portal/tested-portal.ts';
import type { MailSink } from './sink.ts';

export interface MailTrial {
  readonly transports: TestedPortal['transports'];
  readonly database: TestDatabase;
  readonly sink: MailSink;
  readonly people: number;
  /** Each is told to everybody. */
  readonly announcements: number;
  /** Each kills something and starts it again. */
  readonly faults: readonly (() => Promise<unknown>)[];
  /** So many of them fall between the first announcement and the last, however fast the machine is. */
  readonly leastFaults: number;
  /** Milliseconds between two of them, at most. */
  readonly betweenFaults: number;
}

/** What became of the mails of a trial. */
export interface MailReport {
  readonly notifications: number;
  readonly mails: number;
  readonly possiblySent: number;
  readonly faults: number;
  /** Each a sentence; none when every mail was taken once, or is marked as possibly sent. */
  readonly broken: readonly string[];
}

/** Tells people many things by mail while everything on the way is killed again and again, and looks at every mail afterwards. */
export async function tellWhileKilling(trial: MailTrial): Promise<MailReport> {
  const organization = await fillOrganization(trial);
  const stopped = new AbortController();
  const done = { faults: 0 };
  const killing = killUntil(trial, stopped.signal, done);
  for (let number = 0; number < trial.announcements; number++) {
    while (done.faults < Math.floor((number * trial.leastFaults) / trial.announcements)) await pause(20);
    await announce(trial, organization, number);
  }
  await untilMailed(trial);
  stopped.abort();
  await killing;
  await untilAllIsDone(trial);
  return { ...(await reportOf(trial)), faults: done.faults };
}

async function fillOrganization({ transports, people }: MailTrial): Promise<string> {
  const body = { name: 'Читатели', inn: innOf(88_500), kpp: '770701001' };
  const { id } = await clientOver(transports, organizationsContract, staff('administrator')).createCabinet({ body });
  const memberships = [{ organization_id: id, role: 'viewer' as const }];
  for (let number = 0; number < people; number++) {
    const person = { email: `reader-${number}@mails.example`, name: 'Читатель', password: 'a passphrase of the tests', memberships };
    // A client has one deadline for all that it is asked.
    await clientOver(transports, authContract, serviceNamed('test')).createUser({ body: person });
  }
  return id;
}

/** Said again under the same key until it is heard. */
async function announce({ transports, database, people }: MailTrial, organization: string, number: number): Promise<void> {
  const text = { ru: `Объявление ${number}`, en: `Announcement ${number}` };
  const body = { title: text, body: text, audience: { kind: 'organization' as const, cabinet_id: organization } };
  const idempotencyKey = randomUUIDv7();
  // Everybody is known before the first one, or it would be told to fewer.
  while (number === 0 && (await count(database, 'membership')) < people) await pause(50);
  const author = staff('administrator');
  for (;;) {
    try {
      await clientOver(transports, notificationsContract, author).createNotification({ body }, { idempotencyKey });
      return;
    } catch {
      await pause(100);
    }
  }
}

/** In turn, so that each of them happens; at moments that nobody chose. */
async function killUntil({ faults, betweenFaults }: MailTrial, stopped: AbortSignal, done: { faults: number }): Promise<void> {
  while (!stopped.aborted) {
    await pause(betweenFaults * (0.3 + 0.7 * Math.random()), undefined, { signal: stopped }).catch(() => undefined);
    if (stopped.aborted) return;
    await faults[done.faults % faults.length]?.();
    done.faults += 1;
  }
}

async function count(database: TestDatabase, table: string, where = 'true'): Promise<number> {
  const [row] = await database.sql<{ count: number }>(`select count(*)::int as count from notifications.${table} where ${where}`);
  return row?.count ?? 0;
}

/** Everything that was announced is in a mail, though not every mail has left. */
async function untilMailed({ database, people, announcements }: MailTrial): Promise<void> {
  while ((await count(database, 'mail_item', 'mail_id is not null')) < people * announcements) await pause(100);
}

/**
 * What waits for its next attempt, or for somebody to see that its process is dead, has waited long enough: the clock of the database is
 * all that is moved.
 */
async function untilAllIsDone({ database }: MailTrial): Promise<void> {
  while ((await count(database, 'mail', `next_attempt_at is not null`)) > 0) {
    await database.sql(
      `update notifications.mail set next_attempt_at = now() - interval '1 hour',
         handed_over_at = case when handed_over_at < now() - interval '5 seconds' then now() - interval '1 hour' else handed_over_at end
       where next_attempt_at is not null`,
    );
    await database.sql(`select notifications.enqueue_job('retry_overdue_mails', '{}', null, 'trial', 25)`);
    await pause(1_000);
  }
}

async function reportOf({ database, sink, people, announcements }: MailTrial): Promise<Omit<MailReport, 'faults'>> {
  const mails = await database.sql<{ message_id: string; status: string; failure_reason: string | null }>(
    `select message_id, status, failure_reason from notifications.mail where kind = 'notices'`,
  );
  const items = await count(database, 'mail_item', 'mail_id is not null');
  const accepted = Map.groupBy(await sink.accepted(), (id) => id);
  const timesOf = (id: string) => accepted.get(id)?.length ?? 0;
  const known = new Set(mails.map(({ message_id }) => message_id));
  const possiblySent = mails.filter(({ failure_reason }) => failure_reason === 'outcome_unknown');
  const broken = [
    ...(items === people * announcements ? [] : [`${items} of ${people * announcements} notifications are in a mail`]),
    ...mails.flatMap(({ message_id, status, failure_reason }) => {
      const times = timesOf(message_id);
      if (times > 1) return [`${message_id} was taken ${times} times`];
      if (status === 'sent') return times === 1 ? [] : [`${message_id} counts as sent and was never taken`];
      return failure_reason === 'outcome_unknown' ? [] : [`${message_id} is ${status} (${failure_reason})`];
    }),
    ...[...accepted.keys()].filter((id) => !known.has(id)).map((id) => `${id} was taken, and nobody wrote it`),
  ];
  return { notifications: items, mails: mails.length, possiblySent: possiblySent.length, broken };
}
