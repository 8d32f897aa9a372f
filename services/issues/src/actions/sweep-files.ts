import type { IssuesContext } from '../context.ts';
import { unreferenced } from '../queries/attachment.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

/** Removes bytes that are a day old and belong to no attachment: of uploads that were cut short, and of deletions that were. */
export async function sweepFiles(context: IssuesContext): Promise<void> {
  const { files } = context.state;
  let batch: string[] = [];
  for await (const { key, modified_at } of files.entries({ prefix: 'issues/' })) {
    if (context.now().getTime() - modified_at.getTime() > DAY_MS) batch.push(key);
    if (batch.length < BATCH) continue;
    await deleteUnreferenced(context, batch);
    batch = [];
  }
  await deleteUnreferenced(context, batch);
}

async function deleteUnreferenced(context: IssuesContext, keys: readonly string[]): Promise<void> {
  for (const key of await unreferenced(context.renew().system, keys)) await context.state.files.delete(key);
}
