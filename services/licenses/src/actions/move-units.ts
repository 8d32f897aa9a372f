import type { Transaction } from '@kabinet/database';
import type { LicensesContext } from '../context.ts';
import type { TermKind } from '../domain/term.ts';
import { postMovements, type Movement } from '../queries/ledger.ts';
import { addCovered, coverageFor, takeOverTerms, touch, type MovableCertificate, type MovableLicense } from '../queries/movable.ts';
import { recordLineage } from '../queries/receiver.ts';
import type { MovedCertificate } from '../queries/transfer.ts';
import type { TransferOrder } from './order-transfer.ts';
import { recordChange } from './record-change.ts';
import type { Weighed, WeighedCertificate } from './weigh-transfer.ts';

/** Moves the units of one locked licence with what covers them; answers what it brought. */
export async function moveUnits(
  context: LicensesContext,
  tx: Transaction,
  order: TransferOrder,
  weighed: Weighed,
  transferId: string,
): Promise<{ licenseId: string; certificates: MovedCertificate[] }> {
  const { giver, receiver, move, certificates } = weighed;
  if (!receiver) throw new Error(`nobody made the licence that ${giver.number} goes to`);
  const at = context.now().toISOString();
  if (receiver.quantity === 0) await takeOverTerms(tx, 'license', receiver.id, giver.id);
  const movements: Movement[] = [{ kind: 'license', quantity: move.quantity, from: giver, to: receiver }];
  const moved: MovedCertificate[] = [];
  for (const certificate of certificates.filter(({ share }) => share > 0)) {
    const { movement, ...result } = await moveCovered(tx, receiver, certificate, at);
    movements.push(movement);
    moved.push(result.moved);
  }
  // Sent together: whoever waits for the same licence waits for as few round trips as can be.
  await Promise.all([
    postMovements(tx, { id: context.newId(), transferId, at }, movements),
    touch(tx, 'license', giver.id, -move.quantity, at),
    touch(tx, 'license', receiver.id, move.quantity, at),
    move.way === 'back' ? undefined : recordLineage(tx, { ...accountOf(receiver), license_id: receiver.id, giver_id: giver.id }),
  ]);
  await tell(context, tx, order, { weighed, receiver, moved, transferId });
  return { licenseId: receiver.id, certificates: moved };
}

async function moveCovered(tx: Transaction, license: MovableLicense, { giver, receiver, covered, share }: WeighedCertificate, at: string) {
  if (!receiver) throw new Error(`nobody made the certificate that ${giver.number} goes to`);
  if (receiver.quantity === 0) await takeOverTerms(tx, 'certificate', receiver.id, giver.id);
  const { organization_id, root_id } = license;
  const to = await coverageFor(tx, { certificate_id: receiver.id, license_id: license.id, organization_id, root_id });
  await Promise.all([
    addCovered(tx, covered.id, -share),
    addCovered(tx, to, share),
    touch(tx, 'certificate', giver.id, 0, at),
    touch(tx, 'certificate', receiver.id, 0, at),
  ]);
  const movement: Movement = {
    kind: 'coverage',
    quantity: share,
    from: { ...accountOf(giver), id: covered.id },
    to: { ...accountOf(receiver), id: to },
  };
  return { movement, moved: { id: giver.id, number: giver.number, to_id: receiver.id, to_number: receiver.number, quantity: share } };
}

function accountOf({ organization_id, root_id }: Pick<MovableCertificate, 'organization_id' | 'root_id'>) {
  return { organization_id, root_id };
}

interface Told {
  readonly weighed: Weighed;
  readonly receiver: MovableLicense;
  readonly moved: readonly MovedCertificate[];
  readonly transferId: string;
}

/** Each side reads in its history how much went or came, and the other side's name; nothing else of it. */
async function tell(context: LicensesContext, tx: Transaction, order: TransferOrder, { weighed, receiver, moved, transferId }: Told) {
  const { move, giver } = weighed;
  const shared = { transfer_id: transferId, ...(move.brought ? { returned: true } : {}) };
  function both(kind: TermKind, from: string, to: string, quantity: number): Promise<void>[] {
    const [there, here] = [order.receiver, order.giver].map(({ id, name }) => ({ id, name }));
    return [
      recordChange(context, tx, { kind, id: from, what: 'given', details: { quantity, cabinet: there, ...shared } }),
      recordChange(context, tx, { kind, id: to, what: 'received', details: { quantity, cabinet: here, ...shared } }),
    ];
  }
  await Promise.all([
    ...both('license', giver.id, receiver.id, move.quantity),
    ...moved.flatMap(({ id, to_id, quantity }) => both('certificate', id, to_id ?? '', quantity)),
  ]);
}
