import { issueEvents } from '@kabinet/contracts/issues/events';
import type { NewIssue } from '@kabinet/contracts/issues/resources';
import { lockOpen } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { numberOf } from '../domain/number.ts';
import { insertFollower } from '../queries/follower.ts';
import { insertHistory } from '../queries/history.ts';
import { insertIssue, nextSequence } from '../queries/issue.ts';
import { writerOf, writerRow } from './author.ts';
import { placeIssue } from './place-issue.ts';
import { firstDelivery, queueDelivery } from './queue-delivery.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** Opens a request; its author follows it. Answers its id. Throws `invalid_body`, `cabinet_closed`. */
export async function createIssue(context: IssuesContext, body: NewIssue): Promise<string> {
  const { organization, ...place } = await placeIssue(context, body);
  const author = await writerOf(context);
  const id = context.newId();
  const at = context.now().toISOString();
  const owner = { organization_id: organization.id, root_id: organization.root_id };
  await context.db.transaction(async (tx) => {
    if (!(await lockOpen(tx, organization.id))) throw problem('cabinet_closed');
    const row = {
      ...owner,
      ...place,
      ...writerRow(author),
      id,
      number: numberOf(context.today().slice(0, 4), await nextSequence(tx)),
      product_version: body.version ?? null,
      subject: body.subject.trim(),
      description: body.description,
      severity: body.severity ?? 'normal',
      private: body.private ?? false,
      delivery: firstDelivery(context),
      created_at: at,
      updated_at: at,
    } as const;
    await insertIssue(tx, row);
    const opened = { id: context.newId(), issue_id: id, ...owner, ...writerRow(author), at, what: 'opened' };
    await insertHistory(tx, [opened]);
    const { id: user_id, name, organizations } = author;
    if (user_id !== null) await insertFollower(tx, { issue_id: id, user_id, name, organizations, ...owner });
    await queueDelivery(context, tx, id, 'ticket');
    await publishIssue(context, tx, issueEvents.issue_created, id);
    await publishNews(context, tx, 'opened', id);
  });
  return id;
}
