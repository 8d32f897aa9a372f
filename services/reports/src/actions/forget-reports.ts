import type { ReportsContext } from '../context.ts';
import { deleteJobs, findJobsBefore, unreferenced } from '../queries/job.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

/** Removes reports whose time is over with their files, and files that a run left behind which was cut short. */
export async function forgetReports(context: ReportsContext): Promise<void> {
  const before = new Date(context.now().getTime() - context.state.keptDays * DAY_MS).toISOString();
  for (;;) {
    const over = await findJobsBefore(context.renew().system, before, BATCH);
    for (const { object_key } of over) if (object_key !== null) await context.state.files.delete(object_key);
    await deleteJobs(
      context.renew().system,
      over.map(({ id }) => id),
    );
    if (over.length < BATCH) break;
  }
  await sweepFiles(context);
}

/** Whatever is made is named by its report within a day. */
async function sweepFiles(context: ReportsContext): Promise<void> {
  let batch: string[] = [];
  for await (const { key, modified_at } of context.state.files.entries({ prefix: 'reports/' })) {
    if (context.now().getTime() - modified_at.getTime() > DAY_MS) batch.push(key);
    if (batch.length < BATCH) continue;
    await deleteUnreferenced(context, batch);
    batch = [];
  }
  await deleteUnreferenced(context, batch);
}

async function deleteUnreferenced(context: ReportsContext, keys: readonly string[]): Promise<void> {
  for (const key of await unreferenced(context.renew().system, keys)) await context.state.files.delete(key);
}
