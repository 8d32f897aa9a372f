import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { decide, type TermKind } from '../domain/term.ts';
import { lockTerm, updateTerm } from '../queries/term.ts';
import { requireOpen } from './require-open.ts';
import { recordChange } from './record-change.ts';
import { withdrawPending } from './settle-transfer.ts';

const DONE = { suspend: 'suspended', resume: 'resumed', revoke: 'revoked' } as const;

/** Suspends, resumes or revokes a licence or certificate. */
export async function decideTerm(
  context: LicensesContext,
  kind: TermKind,
  id: string,
  action: 'suspend' | 'resume' | 'revoke',
  reason?: string,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockTerm(tx, kind, id);
    if (!before) throw problem(`${kind}_not_found`);
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const outcome = decide(action, before.decision);
    if ('refusal' in outcome) throw problem(outcome.refusal);
    if (action === 'resume') await requireOpen(tx, before.organization_id);
    await updateTerm(tx, kind, before, { decision: outcome.to }, context.now().toISOString());
    // What is withdrawn for good has no units to give; a suspended licence may be given when it is resumed.
    if (kind === 'license' && action === 'revoke') await withdrawPending(context, tx, id);
    await recordChange(context, tx, { kind, id, what: DONE[action], details: reason === undefined ? {} : { reason } });
  });
}
