import type { EventOf } from '@kabinet/contract/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { closingQuestions } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import type { LicensesContext } from '../context.ts';
import { countBelongings } from '../queries/belongings.ts';
import { leaveToParent } from './leave-to-parent.ts';
import { withdrawTransfersOf } from './withdraw-transfers.ts';

/** What a job is told of the part of a closing that it does. */
interface Clearing {
  readonly closing_id: string;
  readonly asked_in: number;
  readonly organization_id: string;
  readonly parent_id: string | null;
  readonly move_up: boolean;
  readonly is_preview: boolean;
  /** Licences up to this one were tried. */
  readonly after?: string;
}

/** Hears that an organization is being closed. Nothing new comes to it any more once this service knows that it is `closing`. */
export async function scheduleClearing(
  context: LicensesContext,
  { data, version }: EventOf<(typeof closingQuestions)[number]>,
  tx: Transaction,
): Promise<void> {
  const own = data.parts.find(({ part }) => part === 'licenses');
  if (own?.status !== 'asked') return;
  const known = await findOrganization(tx, data.organization_id);
  if ((known?.version ?? 0) < data.organization_version) throw new Error('the event of the organization itself is still to come');
  const clearing: Clearing = {
    closing_id: data.id,
    asked_in: version,
    organization_id: data.organization_id,
    parent_id: data.parent_id,
    move_up: data.move_up,
    is_preview: data.status === 'weighing',
  };
  await context.enqueue(tx, 'clear_organization', { ...clearing });
}

/** The job behind this service's part of a closing: what the organization has goes up, or is counted. */
export async function clearOrganization(context: LicensesContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const clearing = payload as unknown as Clearing;
  try {
    const next = clearing.is_preview ? undefined : await clear(context, clearing);
    if (next) return await goOn(context, next);
    await context.system.transaction((tx) => tellCleared(context, tx, clearing));
  } catch (error) {
    context.log.error({ err: error, organization_id: clearing.organization_id }, 'the part of a closing failed');
    await context.system.transaction((tx) => tell(context, tx, clearing, { fault: 'failed', left: [] }));
  }
}

/**
 * Takes back what waits for or of the organization, and lets what it has go up; answers what is still to do, if there is more. For a
 * closing that is going to be refused nothing is taken back.
 */
async function clear(context: LicensesContext, clearing: Clearing): Promise<Clearing | undefined> {
  const { organization_id, parent_id, move_up } = clearing;
  const isClosing = (await findOrganization(context.system, organization_id))?.status === 'closing';
  const isRefused = !move_up && (await countBelongings(context.system, organization_id, context.today())).length > 0;
  if (!isClosing || isRefused) return undefined;
  if (await withdrawTransfersOf(context, organization_id)) return clearing;
  if (!move_up || parent_id === null) return undefined;
  const after = await leaveToParent(context, organization_id, parent_id, clearing.after);
  return after === undefined ? undefined : { ...clearing, after };
}

async function goOn(context: LicensesContext, clearing: Clearing): Promise<void> {
  await context.system.transaction((tx) => context.enqueue(tx, 'clear_organization', { ...clearing }));
}

async function tellCleared(context: LicensesContext, tx: Transaction, clearing: Clearing): Promise<void> {
  const { organization_id, move_up, is_preview } = clearing;
  const left = await countBelongings(tx, organization_id, context.today());
  // In a preview, what can go up does not stand in the way.
  await tell(context, tx, clearing, {
    fault: left.length === 0 || (is_preview && move_up) ? null : move_up ? 'not_movable' : 'owned',
    left,
  });
}

/** Whoever waits for the closing is told of a failure, too, and may try again. */
async function tell(
  context: LicensesContext,
  tx: Transaction,
  { closing_id, asked_in, organization_id }: Clearing,
  { fault, left }: Pick<ClosingAnswer, 'fault' | 'left'>,
): Promise<void> {
  const organization = await findOrganization(tx, organization_id);
  if (!organization) throw new Error(`organization ${organization_id} is unknown`);
  const data: ClosingAnswer = { closing_id, organization_id, asked_in, fault, left };
  await context.publish(tx, fault === null ? licenseEvents.organization_cleared : licenseEvents.organization_not_cleared, {
    subject: organization_id,
    version: asked_in,
    organization_id,
    root_id: organization.root_id,
    data,
  });
}
