import type { EventType } from '@kabinet/contract/events';
import { findVendorName, recordVendor } from '@kabinet/database/vendor';
import type { Text } from '@kabinet/problem';
import type { ServiceContext } from './context.ts';
import { on, type Subscription } from './manifest.ts';

/** Keeps this service's knowledge of the vendor up to date from the event that carries its whole state. */
export function followVendor(type: EventType): Subscription {
  return on<ServiceContext, EventType>(type, (_context, event, tx) => {
    const { name } = event.data as { readonly name: Text | null };
    return recordVendor(tx, name, event.version);
  });
}

/** What documents and mails call the vendor: the name that was chosen in the portal, else the configured one. */
export async function vendorName(context: Pick<ServiceContext, 'db' | 'installation'>): Promise<Text> {
  return (await findVendorName(context.db)) ?? context.installation.vendor;
}
