import type { NotificationKind } from '@kabinet/contracts/notifications/resources';

/** In the order in which filters and preferences offer them. */
export const notificationKinds = [
  'expiry',
  'license',
  'transfer',
  'release',
  'advisory',
  'issue',
  'announcement',
  'people',
  'purchase_refused',
  'release_held',
  'webhook',
  'bounce',
] as const satisfies readonly NotificationKind[];
