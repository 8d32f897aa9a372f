import type { Helpdesk } from '@kabinet/contracts/issues/resources';
import type { IssuesContext } from '../context.ts';
import { countByState, findReading, retryOf } from '../queries/delivery.ts';

/** How the portal and the helpdesk get on. */
export async function readHelpdeskState(context: IssuesContext): Promise<Helpdesk> {
  const [{ read_at, fault, failing_since }, counts] = await Promise.all([findReading(context.system), countByState(context.system)]);
  return { kind: context.state.helpdesk?.kind ?? 'builtin', read_at, fault, failing_since, ...counts };
}

/** Tries again now what the helpdesk did not take of a request, in its order. */
export async function retryDeliveries(context: IssuesContext, issueId: string): Promise<void> {
  await context.system.transaction(async (tx) => {
    await retryOf(tx, issueId, context.now().toISOString());
    await context.enqueue(tx, 'deliver', { issue_id: issueId });
  });
}
