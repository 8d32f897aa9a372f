import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import type { Mail } from '@kabinet/contracts/notifications/resources';
import type { Principal } from '@kabinet/contract/principal';
import { serviceNamed, staff, type TestPortal } from 'kabinet-program/testing';
import { anonymous } from '@kabinet/contract/principal';

type Locale = 'ru' | 'en';
interface Organization {
  readonly organization_id: string;
}

let count = 0;

export function newEmail(): string {
  count += 1;
  return `ivan-${count}@example.ru`;
}

export function mailClient(portal: TestPortal, principal: Principal = staff('administrator')) {
  return portal.client(notificationsContract, principal);
}

/** Invites somebody without running what follows; answers the invitation's id. */
export async function invite(
  portal: TestPortal,
  organization: Organization,
  facts: { email?: string; name?: string; locale?: Locale } = {},
): Promise<string> {
  const body = { email: newEmail(), name: 'И. И. Иванов', role: 'viewer', locale: 'ru', ...facts } as const;
  const params = { id: organization.organization_id };
  return (await portal.client(authContract, staff('administrator')).inviteCabinetUser({ params, body })).id;
}

/** Creates a user who then forgets the password, without running what follows. */
export async function forgetPassword(portal: TestPortal, facts: { email: string; locale: Locale }): Promise<void> {
  await portal
    .client(authContract, serviceNamed('cli'))
    .createUser({ body: { name: 'Ann', password: 'a long enough passphrase', ...facts } });
  await portal.client(authContract, anonymous).requestPasswordReset({ body: { email: facts.email } });
}

/** The mail about an invitation or a reset. */
export async function mailAbout(portal: TestPortal, referenceId: string): Promise<Mail> {
  const { items } = await mailClient(portal).listMails({ query: { q: referenceId } });
  const [mail] = items;
  if (!mail || items.length > 1) throw new Error(`${items.length} mails about ${referenceId}`);
  return mail;
}

/** Has a mail tried now that waits for its next attempt: the job takes the place of the one that waits. */
export async function hasten(portal: TestPortal, mail: { id: string }): Promise<void> {
  const context = portal.service('notifications').contextAsService('test');
  await context.system.transaction((tx) => context.enqueue(tx, 'send_mail', { mail_id: mail.id }, { key: `mail:${mail.id}` }));
  await portal.settle();
}

/** Runs a job of notifications now. */
export async function runJob(portal: TestPortal, name: string, payload: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { manifest, contextAsService } = portal.service('notifications');
  await manifest.jobs[name]?.run(contextAsService('test'), payload);
}

/** The types of the events about a mail, in order. */
export async function eventsAbout(portal: TestPortal, mailId: string): Promise<string[]> {
  const rows = await portal.database.sql<{ type: string }>(
    `select event->>'type' as type from notifications.outbox where event->>'subject' = $1 order by id`,
    [mailId],
  );
  return rows.map(({ type }) => type);
}
