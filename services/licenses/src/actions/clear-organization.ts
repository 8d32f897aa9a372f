import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { Transaction } from '@kabinet/database';
import { closingPart, isClosing, type Clearing } from '@kabinet/service';
import type { LicensesContext } from '../context.ts';
import { countBelongings } from '../queries/belongings.ts';
import { leaveToParent } from './leave-to-parent.ts';
import { withdrawTransfersOf } from './withdraw-transfers.ts';

type Outcome = Pick<ClosingAnswer, 'fault' | 'left'>;

/** This service's part of a closing: what the organization has goes up, or is counted. */
export const closing = closingPart<LicensesContext, Outcome>({
  part: 'licenses',
  clear,
  outcome: countLeft,
  failure: { fault: 'failed', left: [] },
  tell: (context, tx, answer) => {
    const { organization_cleared, organization_not_cleared } = licenseEvents;
    return context.publish(tx, answer.data.fault === null ? organization_cleared : organization_not_cleared, answer);
  },
});

/**
 * Takes back what waits for or of the organization, and lets what it has go up; answers what is still to do, if there is more. For a
 * closing that is going to be refused nothing is taken back.
 */
async function clear(context: LicensesContext, clearing: Clearing): Promise<Clearing | undefined> {
  const { organization_id, parent_id, move_up } = clearing;
  const isRefused = !move_up && (await countBelongings(context.system, organization_id, context.today())).length > 0;
  if (isRefused || !(await isClosing(context.system, organization_id))) return undefined;
  if (await withdrawTransfersOf(context, organization_id)) return clearing;
  if (!move_up || parent_id === null) return undefined;
  const after = await leaveToParent(context, organization_id, parent_id, clearing.after);
  return after === undefined ? undefined : { ...clearing, after };
}

async function countLeft(context: LicensesContext, tx: Transaction, clearing: Clearing): Promise<Outcome> {
  const { organization_id, move_up, is_preview } = clearing;
  const left = await countBelongings(tx, organization_id, context.today());
  // In a preview, what can go up does not stand in the way.
  return { fault: left.length === 0 || (is_preview && move_up) ? null : move_up ? 'not_movable' : 'owned', left };
}
