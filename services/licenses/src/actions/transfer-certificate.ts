import type { Input } from '@kabinet/contract';
import type { licensesContract } from '@kabinet/contracts/licenses';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { findCoveredLicenses } from '../queries/movable.ts';
import { orderTransfer, type TransferOrder } from './order-transfer.ts';

type Asked = Input<(typeof licensesContract)['operations']['transferCertificate']>;

/**
 * A certificate moves only with a licence that it covers, so that its transfer is the transfer of that licence. Throws
 * `certificate_covers_several` unless it covers one licence or one of them is named, `certificate_without_units`.
 */
export async function orderCertificateTransfer(
  context: LicensesContext,
  { params, body }: Pick<Asked, 'params' | 'body'>,
): Promise<TransferOrder> {
  const covered = await findCoveredLicenses(context.db, params.id);
  const { to_cabinet_id, quantity } = body;
  const [first, ...others] = covered;
  const chosen = body.license_id ?? first;
  if (body.license_id !== undefined && !covered.includes(body.license_id)) {
    throw problem('invalid_body', { errors: [{ pointer: '/license_id', code: 'license_not_covered' }] });
  }
  if (chosen === undefined) throw problem('certificate_without_units');
  if (body.license_id === undefined && others.length > 0) throw problem('certificate_covers_several');
  return orderTransfer(context, { to_cabinet_id, licenses: [{ license_id: chosen, quantity }] }, () => '/license_id');
}
