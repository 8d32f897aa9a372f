import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { EXPIRY_DAYS } from '../domain/kinds.ts';
import { nextWarning } from '../domain/expiry.ts';
import { fetchEndingBelow, findExpiryDays, planWarnings } from '../queries/holding.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The job after an organization has set other days: plans the warnings of all that ends at or below it, batch by batch. */
export async function planWarningsBelow(context: NotificationsContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const organizationId = String(payload['organization_id']);
  for (let after: string | undefined = FIRST; after !== undefined;) {
    const from: string = after;
    after = await context.system.transaction((tx) => planBatch(context, tx, organizationId, from));
  }
}

async function planBatch(
  context: NotificationsContext,
  tx: Transaction,
  organizationId: string,
  after: string,
): Promise<string | undefined> {
  const rows = await fetchEndingBelow(tx, organizationId, after, BATCH);
  const days = new Map<string, readonly number[]>();
  for (const { organization_id } of rows) {
    if (!days.has(organization_id)) days.set(organization_id, await thresholdsOf(tx, organization_id));
  }
  const today = context.today();
  // What is due already keeps its day. Of today itself it is too late to warn: whoever asked for it only asks now.
  const open = rows.filter(({ warn_on }) => warn_on === null || warn_on > today);
  const plans = open.map((row) => ({ id: row.id, warn_on: nextWarning(row, days.get(row.organization_id) ?? EXPIRY_DAYS, today) }));
  await planWarnings(tx, plans);
  return rows.length === BATCH ? rows.at(-1)?.id : undefined;
}

/** Days before the end at which the organization's people are warned. */
export async function thresholdsOf(tx: Transaction, organizationId: string): Promise<readonly number[]> {
  return (await findExpiryDays(tx, organizationId)) ?? EXPIRY_DAYS;
}
