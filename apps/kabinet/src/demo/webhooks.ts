import type { Principal } from '@kabinet/contract/principal';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';

/** Nobody has such a name, so that a demo knocks on nobody's door: the log shows how it is tried again. */
const ERP = 'https://erp.holding.example/kabinet';

/** The holding has its ERP told of what it owns. */
export async function addWebhooks(composition: Composition, organizations: ReadonlyMap<string, string>, as: Principal): Promise<void> {
  const client = clientOf(composition, notificationsContract, as);
  const { items } = await client.listWebhooks({ query: { q: ERP } });
  if (items.length > 0) return;
  const events = ['license', 'expiry', 'transfer'] as const;
  const body = { cabinet_id: organizations.get('holding') ?? '', url: ERP, description: 'ERP', events: [...events] };
  const { id } = await client.createWebhook({ body });
  await client.testWebhook({ params: { id } });
}
