import type { HistoryEntry } from '@kabinet/contracts/licenses/resources';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import { sideOf, type LicensesContext } from '../context.ts';
import type { TermKind } from '../domain/term.ts';
import { findCertificateState } from '../queries/certificate.ts';
import { insertHistory } from '../queries/history.ts';
import { findLicenseStates } from '../queries/license.ts';

export interface Change {
  readonly kind: TermKind;
  readonly id: string;
  readonly what: HistoryEntry['what'];
  readonly details: Readonly<Record<string, unknown>>;
}

/** Writes a change into the history and tells the others; the row has its new version already. */
export async function recordChange(context: LicensesContext, tx: Transaction, change: Change): Promise<void> {
  const { version, ...state } = await stateOf(tx, change);
  const { organization_id, root_id } = state;
  const at = context.now().toISOString();
  const entry = {
    id: context.newId(),
    subject_id: change.id,
    organization_id,
    root_id,
    at,
    what: change.what,
    by: sideOf(context),
    details: change.details,
  };
  const type = licenseEvents[`${change.kind}_${TOLD_AS[change.what] ?? change.what}` as keyof TermEvents];
  await Promise.all([
    insertHistory(tx, entry),
    context.publish(tx, type, { subject: change.id, version, organization_id, root_id, data: state }),
  ]);
}

type TermEvents = Pick<typeof licenseEvents, Extract<keyof typeof licenseEvents, `${TermKind}_${string}`>>;

/** A reversal is the end of what it takes back, whatever its reason; a transfer is one, whichever side tells of it. */
const TOLD_AS: Partial<Record<HistoryEntry['what'], string>> = { reversed: 'revoked', given: 'transferred', received: 'transferred' };

async function stateOf(tx: Transaction, { kind, id }: Change) {
  const state = kind === 'license' ? (await findLicenseStates(tx, [id]))[0] : await findCertificateState(tx, id);
  if (!state) throw new Error(`${kind} ${id} vanished within its own transaction`);
  return state;
}
