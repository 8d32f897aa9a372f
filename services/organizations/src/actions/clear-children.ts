import type { Belonging } from '@kabinet/contracts/organizations/closing-resources';
import type { Transaction } from '@kabinet/database';
import { lockTree } from '@kabinet/database/organization-tree';
import type { OrganizationsContext } from '../context.ts';
import type { PartAnswer } from '../domain/closing.ts';
import { countOpenChildren, findMovableChild, lockClosing, type ClosingRow } from '../queries/closing.ts';
import { findOrganizationRow, updateOrganization } from '../queries/organization.ts';
import { publishOrganization } from './publish-organization.ts';
import { takePartAnswer } from './take-answer.ts';

/** Each child is a transaction of its own, with all that hangs below it; the job comes again for the rest. */
const CHILDREN_PER_JOB = 50;

/** The job behind this service's own part of a closing: children go up to the parent, or are counted. */
export async function clearChildren(context: OrganizationsContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const id = String(payload['closing_id']);
  for (let moved = 0; moved < CHILDREN_PER_JOB; moved++) {
    if (await context.system.transaction((tx) => moveNextChild(context, tx, id))) continue;
    await context.system.transaction((tx) => answer(context, tx, id));
    return;
  }
  await context.system.transaction((tx) => context.enqueue(tx, 'clear_children', { closing_id: id }));
}

async function moveNextChild(context: OrganizationsContext, tx: Transaction, closingId: string): Promise<boolean> {
  await lockTree(tx);
  const closing = await lockClosing(tx, closingId);
  if (!closing || !(await mayMoveUp(tx, closing))) return false;
  const child = await findMovableChild(tx, closing.organization_id);
  if (!child) return false;
  const { id, version } = child;
  await updateOrganization(tx, id, { parent_id: closing.parent_id, version: version + 1, updated_at: context.now().toISOString() });
  await publishOrganization(context, tx, id, 'organization_moved');
  return true;
}

async function mayMoveUp(tx: Transaction, { status, move_up, parent_id }: ClosingRow): Promise<boolean> {
  if (status !== 'closing' || !move_up || parent_id === null) return false;
  return (await findOrganizationRow(tx, parent_id))?.status === 'active';
}

async function answer(context: OrganizationsContext, tx: Transaction, closingId: string): Promise<void> {
  await lockTree(tx);
  const closing = await lockClosing(tx, closingId);
  const own = closing?.parts.find(({ part }) => part === 'organizations');
  if (!closing || !own) return;
  const { children, branches } = await countOpenChildren(tx, closing.organization_id);
  const left: Belonging[] = [
    { what: 'children' as const, count: children },
    { what: 'branches' as const, count: branches },
  ].filter(({ count }) => count > 0);
  const fault = faultOf(closing, { children, branches });
  await takePartAnswer(context, tx, closingId, { part: 'organizations', asked_in: own.asked_in, fault, left });
}

/** In a preview, what can go up does not stand in the way. */
function faultOf({ status, move_up }: ClosingRow, { children, branches }: { children: number; branches: number }): PartAnswer['fault'] {
  if (!move_up) return children + branches === 0 ? null : 'owned';
  if (branches > 0) return 'not_movable';
  return children === 0 || status === 'weighing' ? null : 'owned';
}
