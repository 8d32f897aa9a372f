import { issueEvents } from '@kabinet/contracts/issues/events';
import type { IssueChange, IssueChanges } from '@kabinet/contracts/issues/resources';
import { lockOpen } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { mayMove } from '../domain/status.ts';
import { insertHistory } from '../queries/history.ts';
import { lockIssue, updateIssue, type IssueRow } from '../queries/issue.ts';
import { writerOf, writerRow, type Writer } from './author.ts';
import { queueDelivery } from './queue-delivery.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** Changes a request; what stays as it was is no change. Throws `issue_not_found`, `version_mismatch`, `issue_merged`, `status_not_allowed`, `cabinet_closed`. */
export async function changeIssue(context: IssuesContext, id: string, changes: IssueChanges): Promise<void> {
  const author = await writerOf(context);
  await context.db.transaction(async (tx) => {
    const before = await lockIssue(tx, id);
    if (!before) throw problem('issue_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    if (before.merged_at !== null) throw problem('issue_merged');
    const { status: to = before.status } = changes;
    if (!mayMove(author.side, before.status, to)) throw problem('status_not_allowed', { params: { from: before.status, to } });
    // Nobody would be there to ask whom an answer is for.
    if (before.status === 'closed' && to !== 'closed' && !(await lockOpen(tx, before.organization_id))) throw problem('cabinet_closed');
    const steps = stepsBetween(before, changes);
    if (steps.length === 0) return;
    const at = context.now().toISOString();
    const { version, ...plain } = changes;
    await updateIssue(tx, id, { ...plain, ...(version === undefined ? {} : { product_version: version }) }, at);
    await insertHistory(
      tx,
      steps.map((step) => historyRow(context, before, author, at, step)),
    );
    await queueDelivery(context, tx, id, 'fields');
    const hasMoved = steps.some(({ what }) => what === 'status_changed');
    await publishIssue(context, tx, hasMoved ? issueEvents.status_changed : issueEvents.issue_changed, id);
    if (hasMoved) await publishNews(context, tx, 'moved', id);
  });
}

/** A field that has another value now. */
export interface Step {
  readonly what: IssueChange['what'];
  readonly from: string | null;
  readonly to: string | null;
}

/** One step per field that has another value now. */
function stepsBetween(before: IssueRow, changes: IssueChanges): Step[] {
  const fields = [
    { what: 'status_changed', from: before.status, to: changes.status },
    { what: 'severity_changed', from: before.severity, to: changes.severity },
    { what: 'subject_changed', from: before.subject, to: changes.subject },
    { what: 'version_changed', from: before.product_version, to: changes.version },
    { what: 'privacy_changed', from: String(before.private), to: changes.private === undefined ? undefined : String(changes.private) },
  ] as const;
  return fields.flatMap(({ what, from, to }) => (to === undefined || to === from ? [] : [{ what, from, to }]));
}

/** A step as the history keeps it. */
export function historyRow(
  context: IssuesContext,
  { id: issue_id, organization_id, root_id }: Pick<IssueRow, 'id' | 'organization_id' | 'root_id'>,
  author: Writer,
  at: string,
  { what, from, to }: Step,
) {
  return { id: context.newId(), issue_id, organization_id, root_id, ...writerRow(author), at, what, from_value: from, to_value: to };
}
