import { closingEvents } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import type { OrganizationsContext } from '../context.ts';
import type { ClosingProgress } from '../domain/closing.ts';
import { closingStateOf, updateClosing, type ClosingRow } from '../queries/closing.ts';
import { updateOrganization, type OrganizationRow } from '../queries/organization.ts';
import { publishOrganization } from './publish-organization.ts';

/** Tells the others how far a closing is; the row has its new version already. */
export async function publishClosing(
  context: OrganizationsContext,
  tx: Transaction,
  row: ClosingRow,
  what: keyof typeof closingEvents,
): Promise<void> {
  const { id, organization_id, root_id, version } = row;
  await context.publish(tx, closingEvents[what], { subject: id, version, organization_id, root_id, data: closingStateOf(row) });
  const own = row.parts.find(({ part }) => part === 'organizations');
  if (own?.status === 'asked' && own.asked_in === version) await context.enqueue(tx, 'clear_children', { closing_id: id });
}

/** Writes how a closing goes on. Answers the row as it is now. */
export async function advanceClosing(
  context: OrganizationsContext,
  tx: Transaction,
  row: ClosingRow,
  { status, parts, version }: Pick<ClosingProgress, 'status' | 'parts' | 'version'>,
): Promise<ClosingRow> {
  const updated_at = context.now().toISOString();
  await updateClosing(tx, row.id, { status, parts, version, updated_at });
  return { ...row, status, parts: [...parts], version, updated_at };
}

/** Gives the organization another status and tells the others; the caller holds the tree's lock. */
export async function changeStatus(
  context: OrganizationsContext,
  tx: Transaction,
  { id, version }: Pick<OrganizationRow, 'id' | 'version'>,
  status: OrganizationRow['status'],
): Promise<OrganizationRow> {
  await updateOrganization(tx, id, { status, version: version + 1, updated_at: context.now().toISOString() });
  const what = status === 'active' ? 'organization_reopened' : (`organization_${status}` as const);
  return publishOrganization(context, tx, id, what);
}
