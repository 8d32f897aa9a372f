import type { MailPace, NotificationKind } from '@kabinet/contracts/notifications/resources';

export interface KindRules {
  /** Who holds it where it happened is told, and may read of it later; null: decided person by person. */
  readonly permission: string | null;
  /** How soon the mail comes where nobody chose otherwise. */
  readonly email: MailPace;
}

/** Only people who can act are told: the permission is that of acting. */
export const kindRules: Readonly<Record<NotificationKind, KindRules>> = {
  announcement: { permission: 'notifications.read', email: 'immediate' },
  expiry: { permission: 'licenses.transfer', email: 'immediate' },
  license: { permission: 'licenses.transfer', email: 'immediate' },
  transfer: { permission: 'licenses.transfer', email: 'immediate' },
  release: { permission: 'licenses.download', email: 'daily' },
  advisory: { permission: 'licenses.download', email: 'immediate' },
  people: { permission: null, email: 'immediate' },
  purchase_refused: { permission: 'purchases.manage', email: 'daily' },
  issue: { permission: 'issues.read_own', email: 'immediate' },
  release_held: { permission: 'releases.manage', email: 'immediate' },
  bounce: { permission: 'people.manage', email: 'daily' },
  webhook: { permission: 'webhooks.manage', email: 'immediate' },
};

/** Days before the end at which is warned, where no organization set others. 0: on the last day itself. */
export const EXPIRY_DAYS: readonly number[] = [90, 60, 30, 14, 7, 1, 0];

/** The roles that hold a permission, and the group by which an owner may switch it off for a person. */
export interface Audience {
  readonly roles: readonly string[];
  readonly group: string;
}

export function rolesWith(roles: Readonly<Record<string, readonly string[]>>, permission: string): Audience {
  const holding = Object.entries(roles).filter(([, permissions]) => permissions.includes(permission));
  return { roles: holding.map(([role]) => role), group: permission.slice(0, permission.indexOf('.')) };
}
