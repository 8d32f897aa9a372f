import type { QuestionableUpload } from '@kabinet/contracts/artifacts/events';
import type { FoundRelease } from '@kabinet/contracts/artifacts/resources';
import type { Transaction } from '@kabinet/database';
import type { Static } from 'typebox';
import type { ProductsContext } from '../context.ts';
import { decideFinding } from '../domain/release.ts';
import { insertRelease, lockRelease, updateRelease } from '../queries/release.ts';
import { publishOrWait } from './publish-release.ts';

/** Makes or renews the release that an accepted upload is, and publishes it when its date has come. */
export async function recordFound(context: ProductsContext, tx: Transaction, found: FoundRelease, version: number): Promise<void> {
  const before = await lockRelease(tx, found.id);
  const decision = decideFinding(before, version);
  if (decision === 'ignore') return;
  const { id, product_id, notes, fixes, artifacts, ...particulars } = found;
  const now = context.now().toISOString();
  const contents = {
    ...particulars,
    ...jsonTexts({ notes, fixes, artifacts, faults: [] }),
    status: 'scheduled' as const,
    seen_version: version,
    found_version: version,
    updated_at: now,
  };
  if (!before) await insertRelease(tx, { ...contents, id, product_id, created_at: now });
  const release = before ? await updateRelease(tx, id, { ...contents, revision: before.revision + 1 }) : await lockRelease(tx, id);
  if (release) await publishOrWait(context, tx, release);
}

/** Keeps a wrong or incomplete upload for staff to see. One in a folder of no product is shown by artifacts alone. */
export async function recordHeld(
  context: ProductsContext,
  tx: Transaction,
  held: Static<typeof QuestionableUpload>,
  version: number,
): Promise<void> {
  if (held.product_id === null) return;
  const before = await lockRelease(tx, held.id);
  const decision = decideFinding(before, version);
  if (decision === 'ignore') return;
  const now = context.now().toISOString();
  const contents = { status: 'held' as const, ...jsonTexts({ faults: held.faults }), seen_version: version, updated_at: now };
  if (before) await updateRelease(tx, held.id, { ...contents, revision: before.revision + 1 });
  else await insertRelease(tx, { ...contents, id: held.id, product_id: held.product_id, version: held.version, created_at: now });
}

/** Keeps what became other in the bucket than what was released, or that it is as it was. */
export async function recordAltered(
  context: ProductsContext,
  tx: Transaction,
  altered: Static<typeof QuestionableUpload>,
  version: number,
): Promise<void> {
  const before = await lockRelease(tx, altered.id);
  if (!before || before.seen_version >= version) return;
  const changes = { ...jsonTexts({ faults: altered.faults }), seen_version: version, updated_at: context.now().toISOString() };
  await updateRelease(tx, altered.id, { ...changes, revision: before.revision + 1 });
}

/** The driver would send a list as a PostgreSQL array. */
function jsonTexts<Columns extends object>(columns: Columns): { [Name in keyof Columns]: string } {
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, JSON.stringify(value)])) as {
    [Name in keyof Columns]: string;
  };
}
