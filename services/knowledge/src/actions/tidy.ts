import type { KnowledgeContext } from '../context.ts';
import { keptFiles } from '../queries/file.ts';
import { forgetMissed } from '../queries/missed-search.ts';

const DAY_MS = 86_400_000;
/** What nobody has looked for since is no longer missed. */
const MISSED_KEPT_DAYS = 180;
const BATCH = 200;

/** Forgets old searches, and removes bytes that are a day old and belong to no file: of uploads cut short, and of what was deleted. */
export async function tidy(context: KnowledgeContext): Promise<void> {
  const before = new Date(context.now().getTime() - MISSED_KEPT_DAYS * DAY_MS).toISOString();
  await context.system.transaction((tx) => forgetMissed(tx, before));
  let batch: string[] = [];
  for await (const { key, modified_at } of context.state.files.entries({ prefix: 'knowledge/' })) {
    if (context.now().getTime() - modified_at.getTime() > DAY_MS) batch.push(key);
    if (batch.length < BATCH) continue;
    await deleteUnkept(context, batch);
    batch = [];
  }
  await deleteUnkept(context, batch);
}

async function deleteUnkept(context: KnowledgeContext, keys: readonly string[]): Promise<void> {
  const idIn = (key: string) => key.split('/').at(-1) ?? '';
  const kept = await keptFiles(context.renew().system, keys.map(idIn));
  for (const key of keys) if (!kept.has(idIn(key))) await context.state.files.delete(key);
}
