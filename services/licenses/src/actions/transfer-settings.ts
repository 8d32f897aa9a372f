import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { TransferSettings } from '@kabinet/contracts/licenses/transfer-resources';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { findTransferSettings, writeTransferSettings } from '../queries/receiver.ts';
import { organizationReached } from './learn-organization.ts';

/** How the tree of an organization transfers. Throws `cabinet_not_found`. */
export async function readTransferSettings(context: LicensesContext, organizationId: string): Promise<TransferSettings> {
  const isKnown = await organizationReached(context, organizationId, context.scope('organizations.read'), 'itself');
  if (!isKnown) throw problem('cabinet_not_found');
  const { acceptance } = await findTransferSettings(context.db, organizationId);
  return { acceptance };
}

/** What waits for its receiver goes on waiting when nothing new has to. */
export async function changeTransferSettings(
  context: LicensesContext,
  organizationId: string,
  { acceptance }: TransferSettings,
): Promise<TransferSettings> {
  await context.db.transaction(async (tx) => {
    const { root_id } = await findTransferSettings(tx, organizationId);
    const version = await writeTransferSettings(tx, root_id, acceptance, context.now().toISOString());
    const tree = { organization_id: root_id, root_id };
    await context.publish(tx, licenseEvents.transfer_settings_changed, {
      subject: root_id,
      version,
      ...tree,
      data: { root_id, acceptance },
    });
  });
  return { acceptance };
}
