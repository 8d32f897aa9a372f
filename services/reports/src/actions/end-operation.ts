import type { ReportsContext } from '../context.ts';
import { cancelJob, deleteJobs } from '../queries/job.ts';
import { ownJob } from './read-report.ts';

/** Stops what is under way; of what is over nothing is left, its file included. Throws `operation_not_found`. */
export async function endOperation(context: ReportsContext, id: string): Promise<void> {
  const { object_key } = await ownJob(context, id, 'operation_not_found');
  if (await cancelJob(context.system, id, context.now().toISOString())) return;
  if (object_key !== null) await context.state.files.delete(object_key);
  await deleteJobs(context.system, [id]);
}
