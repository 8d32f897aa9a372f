import { setTimeout as pause } from 'node:timers/promises';
import type { Processes } from '../portal/processes.ts';
import { SOURCE, type World } from './world.ts';

interface KeptPurchase {
  id: string;
  external_id: string;
  status: 'accepted' | 'refused' | 'reversed';
  organization_id: string | null;
  licenses: string[];
}

interface KeptInvitation {
  id: string;
  organization_id: string;
  founding: boolean;
  mails: number;
}

/** What NATS lost is noticed within 10 s by a service that publishes nothing, and told again then. */
const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 500;

/** The promises that are still broken when the portal has come to rest and has had the time to notice what is missing. */
export async function promisesBrokenAtLast(world: World): Promise<string[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    await world.portal.settle();
    const broken = await brokenPromises(world);
    if (broken.length === 0 || Date.now() > end) return broken;
    await pause(LOOK_EVERY_MS);
  }
}

/** Every promise to a client of `world` that the portal has not kept, in words; asked when the portal is at rest. */
async function brokenPromises({ portal, journal, admin }: World): Promise<string[]> {
  const purchases = await keptPurchases(portal);
  const invitations = await keptInvitations(portal);
  const { body } = await admin.get('/api/v1/audit-entries/chain');
  return [
    ...acknowledged(purchases, journal.bought),
    ...purchases.flatMap((purchase) => wrongWith(purchase, journal, invitations)),
    ...[...journal.invited].filter((id) => !invitations.some((kept) => kept.id === id)).map((id) => `the invitation ${id} is lost`),
    ...invitations.filter(({ mails }) => mails !== 1).map(({ id, mails }) => `the invitation ${id} was mailed ${mails} times`),
    ...(await auditFaults(portal)),
    ...((body as { ok?: boolean }).ok === true ? [] : [`the chain of the audit log is broken: ${JSON.stringify(body)}`]),
  ];
}

function acknowledged(purchases: readonly KeptPurchase[], bought: World['journal']['bought']): string[] {
  const kept = new Map(purchases.map((purchase) => [purchase.external_id, purchase]));
  return [...bought].flatMap(([name, { id, licenses }]) => {
    const found = kept.get(name);
    const same = found?.id === id && licenses.every((license) => found.licenses.includes(license.id));
    return same && found.status === 'accepted' ? [] : [`the purchase ${name} was acknowledged and is lost`];
  });
}

/** Answered or not: a purchase is carried out wholly and once, or not at all. */
function wrongWith(
  { external_id: name, status, organization_id, licenses }: KeptPurchase,
  { sent, refused }: World['journal'],
  invitations: readonly KeptInvitation[],
): string[] {
  const owners = invitations.filter((one) => one.founding && one.organization_id === organization_id).length;
  const wanted = status === 'accepted' ? 1 : 0;
  return [
    ...(sent.has(name) ? [] : [`nobody sent the purchase ${name}`]),
    ...(refused.has(name) && status !== 'refused' ? [`the purchase ${name} was refused and is ${status}`] : []),
    ...(licenses.length === wanted ? [] : [`the purchase ${name} has ${licenses.length} licences`]),
    ...(owners === wanted ? [] : [`the buyer of ${name} was invited ${owners} times`]),
  ];
}

/** The audit log holds every event of every service once, and nothing else. */
async function auditFaults({ databases }: Processes): Promise<string[]> {
  const recorded = new Set<string>();
  for (const [service, database] of databases) {
    for (const { id } of await database.sql<{ id: string }>(`select id from ${service}.outbox`)) recorded.add(id);
  }
  const entries = await rowsOf<{ id: string; action: string }>(databases, 'audit', 'select id, action from audit.audit_entry');
  const audited = new Set(entries.map(({ id }) => id));
  return [
    ...[...recorded].filter((id) => !audited.has(id)).map((id) => `the event ${id} is not in the audit log`),
    ...entries.filter(({ id }) => !recorded.has(id)).map(({ id, action }) => `the audit log has ${action} (${id}), which nobody recorded`),
  ];
}

function keptPurchases({ databases }: Processes): Promise<KeptPurchase[]> {
  return rowsOf(
    databases,
    'licenses',
    `select id, external_id, status, organization_id,
        (select coalesce(array_agg(l.id::text), '{}') from licenses.license l where l.purchase_id = p.id) as licenses
      from licenses.purchase p where source = '${SOURCE}'`,
  );
}

async function keptInvitations({ databases }: Processes): Promise<KeptInvitation[]> {
  const invitations = await rowsOf<Omit<KeptInvitation, 'mails'>>(
    databases,
    'auth',
    'select id, organization_id, founding from auth.invitation',
  );
  const mails = await rowsOf<{ reference_id: string; status: string }>(
    databases,
    'notifications',
    `select reference_id, status from notifications.mail where kind = 'invitation'`,
  );
  return invitations.map((invitation) => ({
    ...invitation,
    mails: mails.filter(({ reference_id, status }) => reference_id === invitation.id && status === 'kept').length,
  }));
}

async function rowsOf<Row extends object>(databases: Processes['databases'], service: string, query: string): Promise<Row[]> {
  const database = databases.get(service);
  if (!database) throw new Error(`${service} has no database`);
  return database.sql<Row & Record<string, unknown>>(query);
}
