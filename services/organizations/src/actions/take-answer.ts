import type { EventOf } from '@kabinet/contract/events';
import type { ClosingPartName } from '@kabinet/contracts/organizations/closing-resources';
import type { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import { lockTree } from '@kabinet/database/organization-tree';
import type { OrganizationsContext } from '../context.ts';
import { takeAnswer, type PartAnswer } from '../domain/closing.ts';
import { lockClosing, type ClosingRow } from '../queries/closing.ts';
import { lockOrganization } from '../queries/organization.ts';
import { advanceClosing, changeStatus, publishClosing } from './publish-closing.ts';

type AnswerEvent = EventOf<typeof licenseEvents.organization_cleared>;

/** Hears what `part` tells of an organization that is being closed. */
export function answerOf(part: ClosingPartName) {
  return async (context: OrganizationsContext, { data }: AnswerEvent, tx: Transaction): Promise<void> => {
    const { closing_id, asked_in, fault, left } = data;
    await takePartAnswer(context, tx, closing_id, { part, asked_in, fault, left });
  };
}

/** Lets a closing go on with what a part tells; answers that come late, or again, change nothing. */
export async function takePartAnswer(context: OrganizationsContext, tx: Transaction, closingId: string, answer: PartAnswer): Promise<void> {
  await lockTree(tx);
  const row = await lockClosing(tx, closingId);
  if (!row) return;
  const { to, step } = takeAnswer(row, answer, row.version + 1);
  if (step === 'none') return;
  const after = await advanceClosing(context, tx, row, to);
  if (step === 'told') return;
  await publishClosing(context, tx, after, `closing_${step}`);
  if (step === 'refused') await leaveClosing(context, tx, after, 'active');
  if (step === 'completed') await leaveClosing(context, tx, after, 'closed');
}

async function leaveClosing(context: OrganizationsContext, tx: Transaction, row: ClosingRow, status: 'active' | 'closed'): Promise<void> {
  const organization = await lockOrganization(tx, row.organization_id);
  if (!organization) throw new Error(`organization ${row.organization_id} vanished while it was closed`);
  await changeStatus(context, tx, organization, status);
}
