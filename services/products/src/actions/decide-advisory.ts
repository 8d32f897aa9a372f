import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { decide } from '../domain/advisory/lifecycle.ts';
import { lockAdvisory, updateAdvisory } from '../queries/advisory.ts';
import { publishAdvisoryState } from './publish-advisory-state.ts';

/** Staff show an advisory to customers, or take it back and say why. */
export async function decideAdvisory(
  context: ProductsContext,
  id: string,
  action: 'publish' | 'withdraw',
  reason: string | null,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockAdvisory(tx, id);
    if (!before) throw problem('advisory_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const outcome = decide(action, before);
    if ('refusal' in outcome) throw problem(outcome.refusal);
    const now = context.now().toISOString();
    const published_at = action === 'publish' ? now : before.published_at;
    const changes = { status: outcome.to, published_at, withdrawal_reason: reason, version: before.version + 1, updated_at: now };
    await updateAdvisory(tx, id, changes);
    await publishAdvisoryState(context, tx, id, action === 'publish' ? 'advisory_published' : 'advisory_withdrawn');
  });
}
