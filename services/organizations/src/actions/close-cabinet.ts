import type { Closing, NewClosing } from '@kabinet/contracts/organizations/closing-resources';
import type { Transaction } from '@kabinet/database';
import { lockTree } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { OrganizationsContext } from '../context.ts';
import { askAgain, firstParts } from '../domain/closing.ts';
import { closingOf, forgetPreviews, insertClosing, lockOpenClosing, type ClosingRow } from '../queries/closing.ts';
import { findOrganizationRow, lockOrganization, type OrganizationRow } from '../queries/organization.ts';
import { hangsBelow } from '../queries/tree.ts';
import { advanceClosing, changeStatus, publishClosing } from './publish-closing.ts';

type Wish = Static<typeof NewClosing>;

/**
 * Begins to close an organization, asks again what got stuck, or, as a preview, only asks what there is. Throws
 * `cabinet_closed`, `closed_from_above`, `invalid_body`.
 */
export async function closeCabinet(context: OrganizationsContext, id: string, wish: Wish, isPreview: boolean): Promise<Closing> {
  return context.db.transaction(async (tx) => {
    await lockTree(tx);
    const organization = await lockOrganization(tx, id);
    if (!organization) throw problem('cabinet_not_found');
    await refuseTop(context, tx, organization);
    if (organization.status === 'closed') throw problem('cabinet_closed');
    const open = await lockOpenClosing(tx, id);
    if (open && !isPreview) return closingOf(await goOn(context, tx, open));
    await refuseWish(tx, organization, wish);
    return closingOf(await begin(context, tx, organization, wish, isPreview));
  });
}

/**
 * What an organization leaves goes to the one above, so whoever may act there closes it: for customers one below another of
 * theirs. A root is answered alike, as nobody is to learn whether there is something above.
 */
async function refuseTop(context: OrganizationsContext, tx: Transaction, { id }: OrganizationRow): Promise<void> {
  const scope = context.scope('organizations.manage');
  if (scope.kind === 'everywhere') return;
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  if (!(await hangsBelow(tx, id, anchors))) throw problem('closed_from_above');
}

async function refuseWish(tx: Transaction, { parent_id }: OrganizationRow, { move_up }: Wish): Promise<void> {
  if (!move_up) return;
  const parent = parent_id === null ? undefined : await findOrganizationRow(tx, parent_id);
  if (!parent) throw problem('invalid_body', { errors: [{ pointer: '/move_up', code: 'no_parent' }] });
  if (parent.status !== 'active') throw problem('invalid_body', { errors: [{ pointer: '/move_up', code: 'parent_closed' }] });
}

async function begin(
  context: OrganizationsContext,
  tx: Transaction,
  before: OrganizationRow,
  wish: Wish,
  isPreview: boolean,
): Promise<ClosingRow> {
  const { id: organization_id, parent_id, root_id } = before;
  if (isPreview) await forgetPreviews(tx, organization_id);
  const { version: organization_version } = isPreview ? before : await changeStatus(context, tx, before, 'closing');
  const created_at = context.now().toISOString();
  const row: ClosingRow = {
    id: context.newId(),
    organization_id,
    parent_id,
    root_id,
    organization_version,
    status: isPreview ? 'weighing' : 'closing',
    move_up: wish.move_up,
    reason: wish.reason ?? null,
    parts: firstParts(isPreview),
    version: 1,
    created_at,
    updated_at: created_at,
  };
  await insertClosing(tx, row);
  await publishClosing(context, tx, row, isPreview ? 'closing_weighing' : 'closing_started');
  return row;
}

/** What is stuck is asked again; what is at work is not disturbed. */
async function goOn(context: OrganizationsContext, tx: Transaction, open: ClosingRow): Promise<ClosingRow> {
  if (open.status !== 'stuck') return open;
  const again = await advanceClosing(context, tx, open, askAgain({ ...open, version: open.version + 1 }));
  await publishClosing(context, tx, again, 'closing_continued');
  return again;
}
