import type { Scope } from '@kabinet/contract/access';
import type { NewTransfer } from '@kabinet/contracts/licenses/transfer-resources';
import { findOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import { problem, type FieldFault } from '@kabinet/problem';
import type { Static } from 'typebox';
import { sideOf, type LicensesContext } from '../context.ts';
import type { Mover, Way } from '../domain/transfer.ts';
import { findMovable, type MovableLicense } from '../queries/movable.ts';
import { cameFrom, findReceiver, type Receiver } from '../queries/receiver.ts';
import { learnOrganization } from './learn-organization.ts';

/** Units of licences of one organization, to another one. */
export interface TransferOrder {
  readonly giver: Pick<OrganizationNode, 'id' | 'name' | 'root_id'>;
  readonly receiver: Receiver;
  readonly mover: Mover;
  readonly moves: readonly Move[];
}

export interface Move {
  readonly licenseId: string;
  readonly quantity: number;
  readonly way: Way;
  /** The receiver accepts: so many of the units that wait for receivers are these. */
  readonly promised?: number;
  /** Of a return: what the transfer had brought of each certificate, by the receiver's certificate. */
  readonly brought?: ReadonlyMap<string, number>;
}

/** What a caller asks for. */
interface AskedTransfer {
  readonly to_cabinet_id: string;
  readonly licenses: readonly { readonly license_id: string; readonly quantity: number }[];
}

/** Units of one licence. */
export function orderLicense(
  context: LicensesContext,
  { params, body: { to_cabinet_id, quantity } }: { readonly params: { readonly id: string }; readonly body: Static<typeof NewTransfer> },
): Promise<TransferOrder> {
  return orderTransfer(context, { to_cabinet_id, licenses: [{ license_id: params.id, quantity }] }, () => '/id');
}

/** Units of many. */
export function orderLicenses(context: LicensesContext, body: AskedTransfer): Promise<TransferOrder> {
  return orderTransfer(context, body, (index) => `/licenses/${index}/license_id`);
}

/**
 * What is asked for, checked as far as the caller's rights go: licences and a receiver that they may not know of are not
 * there. `pointer` says where each licence stands in the body. Throws `invalid_body`.
 */
export async function orderTransfer(
  context: LicensesContext,
  { to_cabinet_id: to, licenses }: AskedTransfer,
  pointer: (index: number) => string,
): Promise<TransferOrder> {
  const scope = context.scope('licenses.transfer');
  await learnOrganization(context, to);
  const ids = licenses.map(({ license_id: id }) => id);
  const found = new Map((await findMovable(context.db, ids, scope)).map((license) => [license.id, license]));
  const faults = licenseFaults(ids, found, pointer);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const giver = await findOrganization(context.db, found.get(ids[0] ?? '')?.organization_id ?? '');
  if (!giver) throw new Error('a licence belongs to an organization that nobody knows');
  const receiver = await findReceiver(context.db, to, giver.id, scope);
  const back = receiver?.is_above ? await cameFrom(context.db, ids, receiver.id) : new Set<string>();
  // An ancestor whose units one has is known by its name, and takes them back, whether one sees more of it or not.
  if (!receiver || !(receiver.in_scope || ids.every((id) => back.has(id)))) {
    throw problem('invalid_body', { errors: [{ pointer: '/to_cabinet_id', code: 'not_found' }] });
  }
  const moves = licenses.map(({ license_id: id, quantity }) => ({ licenseId: id, quantity, way: wayTo(receiver, giver, back.has(id)) }));
  return { giver, receiver, mover: moverOf(context, scope), moves };
}

function licenseFaults(
  ids: readonly string[],
  found: ReadonlyMap<string, MovableLicense>,
  pointer: (index: number) => string,
): FieldFault[] {
  const giverId = found.get(ids[0] ?? '')?.organization_id;
  return ids.flatMap((id, index): FieldFault[] => {
    const license = found.get(id);
    if (!license) return [{ pointer: pointer(index), code: 'not_found' }];
    if (ids.indexOf(id) < index) return [{ pointer: pointer(index), code: 'transferred_twice' }];
    return giverId === undefined || giverId === license.organization_id ? [] : [{ pointer: pointer(index), code: 'different_givers' }];
  });
}

function wayTo(receiver: Receiver, giver: TransferOrder['giver'], cameFromThere: boolean): Way {
  if (receiver.id === giver.id) return 'nowhere';
  if (receiver.root_id !== giver.root_id) return 'beyond';
  if (receiver.is_below) return 'down';
  return receiver.is_above && cameFromThere ? 'back' : 'elsewhere';
}

/** Who may transfer everywhere does so for the vendor, or is the portal itself. */
export function moverOf(context: LicensesContext, scope: Scope): Mover {
  return scope.kind === 'everywhere' ? sideOf(context) : 'customer';
}
