import type { Input } from '@kabinet/contract';
import type { reportsContract } from '@kabinet/contracts/reports';
import type { Operation } from '@kabinet/contracts/reports/job-resources';
import { problem } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import { countUnfinished, insertJob } from '../queries/job.ts';
import { readOperation, whoAsks } from './read-report.ts';
import { readQuery } from './read-query.ts';

type NewReport = Input<(typeof reportsContract)['operations']['createReport']>['body'];

/** Of one person, queued or being made. */
const MOST_UNFINISHED = 10;

/**
 * Has a report made in the background, in the person's name. What the list's owner would refuse is refused at once. Throws `invalid_body`
 * for a query that the list does not know, and `too_many_reports`.
 */
export async function orderReport(context: ReportsContext, { report, format, query = {} }: NewReport): Promise<Operation> {
  const wish = readQuery({ report, format, query });
  if ('faults' in wish) {
    throw problem('invalid_body', { errors: wish.faults.map((fault) => ({ ...fault, pointer: `/query${fault.pointer}` })) });
  }
  await wish.list.tryOut(context, wish.asked);
  const id = context.newId();
  const user_id = whoAsks(context);
  const { locale } = context.origin;
  await context.system.transaction(async (tx) => {
    const isTooMuch = (await countUnfinished(tx, user_id)) >= MOST_UNFINISHED;
    if (isTooMuch) throw problem('too_many_reports', { params: { limit: MOST_UNFINISHED } });
    await insertJob(tx, { id, user_id, report, format, locale, query: JSON.stringify(query), created_at: context.now().toISOString() });
    await context.enqueue(tx, 'make_report', { id }, { key: id });
  });
  return readOperation(context, id);
}
