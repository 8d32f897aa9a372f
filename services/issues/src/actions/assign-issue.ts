import { issueEvents } from '@kabinet/contracts/issues/events';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { listStaff } from '../queries/person.ts';
import { nameOf } from './author.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** Has one of the support's people answer for a request; null: nobody. Throws `invalid_body` for who is none of them. */
export async function assignIssue(context: IssuesContext, id: string, userId: string | null): Promise<void> {
  const isOneOfThem = userId === null || (await listStaff(context.system, supportRoles(context))).includes(userId);
  if (!isOneOfThem) throw problem('invalid_body', { errors: [{ pointer: '/user_id', code: 'not_found' }] });
  const name = userId === null ? null : await nameOf(context, userId);
  await context.db.transaction(async (tx) => {
    const before = await lockIssue(tx, id);
    if (!before) throw problem('issue_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    if (before.assignee_id === userId) return;
    await updateIssue(tx, id, { assignee_id: userId, assignee_name: name }, context.now().toISOString());
    await publishIssue(context, tx, issueEvents.issue_assigned, id);
    if (userId !== null) await publishNews(context, tx, 'assigned', id);
  });
}

/** Whom requests can be assigned to, by name. */
export async function listEngineers(context: IssuesContext): Promise<{ id: string; name: string }[]> {
  const ids = await listStaff(context.system, supportRoles(context));
  const engineers = await Promise.all(ids.map(async (id) => ({ id, name: await nameOf(context, id) })));
  return engineers.toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
}

function supportRoles({ access }: Pick<IssuesContext, 'access'>): string[] {
  return Object.entries(access.staff).flatMap(([role, permissions]) => (permissions.includes('issues.manage') ? [role] : []));
}
