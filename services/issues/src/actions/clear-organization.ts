import type { EventOf } from '@kabinet/contract/events';
import { issueEvents } from '@kabinet/contracts/issues/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { closingQuestions } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import type { IssuesContext } from '../context.ts';
import { insertHistory } from '../queries/history.ts';
import { countOpenIssues, lockOpenIssues, updateIssue } from '../queries/issue.ts';
import { historyRow } from './change-issue.ts';
import { publishIssue, publishNews } from './publish-issue.ts';
import { queueDelivery } from './queue-delivery.ts';

/** What a job is told of the part of a closing that it does. */
interface Clearing {
  readonly closing_id: string;
  readonly asked_in: number;
  readonly organization_id: string;
  readonly move_up: boolean;
  readonly is_preview: boolean;
}

/** In one transaction. */
const BATCH = 50;

/** Hears that an organization is being closed. No request is opened for it any more once this service knows that it is `closing`. */
export async function scheduleClearing(
  context: IssuesContext,
  { data, version }: EventOf<(typeof closingQuestions)[number]>,
  tx: Transaction,
): Promise<void> {
  const own = data.parts.find(({ part }) => part === 'issues');
  if (own?.status !== 'asked') return;
  const known = await findOrganization(tx, data.organization_id);
  if ((known?.version ?? 0) < data.organization_version) throw new Error('the event of the organization itself is still to come');
  const clearing: Clearing = {
    closing_id: data.id,
    asked_in: version,
    organization_id: data.organization_id,
    move_up: data.move_up,
    is_preview: data.status === 'weighing',
  };
  await context.enqueue(tx, 'clear_organization', { ...clearing });
}

/**
 * The job behind this service's part of a closing. Requests stay where they were asked, with who may see them; so the open ones are
 * closed where other things go up, and stand in the way where those do.
 */
export async function clearOrganization(context: IssuesContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const clearing = payload as unknown as Clearing;
  try {
    while (clearing.move_up && !clearing.is_preview && (await closeSome(context.renew(), clearing.organization_id)));
    const later = context.renew();
    await later.system.transaction((tx) => tellCleared(later, tx, clearing));
  } catch (error) {
    context.log.error({ err: error, organization_id: clearing.organization_id }, 'the part of a closing failed');
    const later = context.renew();
    await later.system.transaction((tx) => tell(later, tx, clearing, { fault: 'failed', left: [] }));
  }
}

/** Answers whether there may be more. It stops when the closing was given up meanwhile. */
async function closeSome(context: IssuesContext, organizationId: string): Promise<boolean> {
  return context.system.transaction(async (tx) => {
    if ((await findOrganization(tx, organizationId))?.status !== 'closing') return false;
    const open = await lockOpenIssues(tx, organizationId, BATCH);
    const at = context.now().toISOString();
    const portal = { id: null, name: context.installation.vendor.ru, side: 'support' as const, organizations: [] };
    for (const issue of open) {
      await updateIssue(tx, issue.id, { status: 'closed' }, at);
      await insertHistory(tx, [historyRow(context, issue, portal, at, { what: 'status_changed', from: issue.status, to: 'closed' })]);
      await queueDelivery(context, tx, issue.id, 'fields');
      await publishIssue(context, tx, issueEvents.status_changed, issue.id);
      await publishNews(context, tx, 'moved', issue.id);
    }
    return open.length > 0;
  });
}

async function tellCleared(context: IssuesContext, tx: Transaction, clearing: Clearing): Promise<void> {
  const count = await countOpenIssues(tx, clearing.organization_id);
  const left = count === 0 ? [] : [{ what: 'issues' as const, count }];
  await tell(context, tx, clearing, { fault: count === 0 || (clearing.is_preview && clearing.move_up) ? null : 'owned', left });
}

/** Whoever waits for the closing is told of a failure, too, and may try again. */
async function tell(
  context: IssuesContext,
  tx: Transaction,
  { closing_id, asked_in, organization_id: id }: Clearing,
  { fault, left }: Pick<ClosingAnswer, 'fault' | 'left'>,
): Promise<void> {
  const organization = await findOrganization(tx, id);
  if (!organization) throw new Error(`organization ${id} is unknown`);
  await context.publish(tx, fault === null ? issueEvents.organization_cleared : issueEvents.organization_not_cleared, {
    subject: id,
    version: asked_in,
    organization_id: id,
    root_id: organization.root_id,
    data: { closing_id, organization_id: id, asked_in, fault, left },
  });
}
