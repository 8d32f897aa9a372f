import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import type { ServiceContext } from './context.ts';

/** What a job is told of a service's part of the closing of an organization. */
export interface Clearing {
  readonly closing_id: string;
  /** The version of the closing in which the part was asked. */
  readonly asked_in: number;
  readonly organization_id: string;
  /** Where things go up to; null for a root. */
  readonly parent_id: string | null;
  /** Whether what there is may go, up or for good; else it stands in the way. */
  readonly move_up: boolean;
  /** Nothing is done: it is only told what there is. */
  readonly is_preview: boolean;
  /** Where a part that is done bit by bit goes on. */
  readonly after?: string;
}

/** A closing as its events tell of it; see `ClosingState` of the organizations' contract. */
interface ClosingTold {
  readonly id: string;
  readonly organization_id: string;
  readonly organization_version: number;
  readonly parent_id: string | null;
  readonly move_up: boolean;
  readonly status: string;
  readonly parts: readonly { readonly part: string; readonly status: string }[];
}

/** What a service answers of its part, as the envelope and the data of its event. */
export interface ClearingAnswer<Outcome> {
  readonly subject: string;
  readonly version: number;
  readonly organization_id: string;
  readonly root_id: string;
  readonly data: Outcome & { readonly closing_id: string; readonly organization_id: string; readonly asked_in: number };
}

interface ClosingPart<Context, Outcome extends { readonly fault: string | null }> {
  /** The service, as closings call their parts. */
  readonly part: string;
  /** Does some of what is to be done, in transactions of its own; answers what is still to do, if there is more. Not asked of previews. */
  readonly clear: (context: Context, clearing: Clearing) => Promise<Clearing | undefined>;
  /** What is left, and whether it stands in the way. */
  readonly outcome: (context: Context, tx: Transaction, clearing: Clearing) => Promise<Outcome>;
  /** The outcome of a failure: whoever waits for the closing is told of it, too, and may try again. */
  readonly failure: Outcome;
  readonly tell: (context: Context, tx: Transaction, answer: ClearingAnswer<Outcome>) => Promise<void>;
}

const JOB = 'clear_organization';

/**
 * A service's part of closing organizations: `hear` takes the event that asks for it, `run` is the job `clear_organization` that does it,
 * bit by bit, and tells the outcome. Nothing new comes to an organization once the service knows that it is `closing`.
 */
export function closingPart<Context extends ServiceContext, Outcome extends { readonly fault: string | null }>(
  own: ClosingPart<Context, Outcome>,
) {
  async function hear(context: Context, { data, version }: { data: ClosingTold; version: number }, tx: Transaction): Promise<void> {
    if (data.parts.find(({ part }) => part === own.part)?.status !== 'asked') return;
    const known = await findOrganization(tx, data.organization_id);
    if ((known?.version ?? 0) < data.organization_version) throw new Error('the event of the organization itself is still to come');
    const { organization_id, parent_id, move_up } = data;
    const is_preview = data.status === 'weighing';
    await goOn(context, tx, { closing_id: data.id, asked_in: version, organization_id, parent_id, move_up, is_preview });
  }

  async function run(context: Context, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const clearing = payload as unknown as Clearing;
    const answer = (tx: Transaction, outcome: Outcome) => answerFor(tx, clearing, outcome).then((told) => own.tell(context, tx, told));
    try {
      const next = clearing.is_preview ? undefined : await own.clear(context, clearing);
      if (next) await context.system.transaction((tx) => goOn(context, tx, next));
      else await context.system.transaction(async (tx) => answer(tx, await own.outcome(context, tx, clearing)));
    } catch (error) {
      context.log.error({ err: error, organization_id: clearing.organization_id }, 'the part of a closing failed');
      await context.system.transaction((tx) => answer(tx, own.failure));
    }
  }

  return { hear, run };
}

async function answerFor<Outcome>(tx: Transaction, clearing: Clearing, outcome: Outcome): Promise<ClearingAnswer<Outcome>> {
  const { closing_id, asked_in, organization_id } = clearing;
  const organization = await findOrganization(tx, organization_id);
  if (!organization) throw new Error(`organization ${organization_id} is unknown`);
  const data = { ...outcome, closing_id, organization_id, asked_in };
  return { subject: organization_id, version: asked_in, organization_id, root_id: organization.root_id, data };
}

async function goOn(context: ServiceContext, tx: Transaction, clearing: Clearing): Promise<void> {
  await context.enqueue(tx, JOB, { ...clearing });
}

/** Whether the organization is still being closed: a closing may be given up meanwhile. */
export async function isClosing(db: Parameters<typeof findOrganization>[0], organizationId: string): Promise<boolean> {
  return (await findOrganization(db, organizationId))?.status === 'closing';
}
