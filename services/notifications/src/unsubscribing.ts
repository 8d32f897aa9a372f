import { seal, unseal } from '@kabinet/sealing';
import { notificationKinds, type NotificationKind } from '@kabinet/contracts/notifications/resources';

const PURPOSE = { purpose: 'unsubscribing from mails', boundTo: '' };

/** Whose mails of which kinds a link ends. */
export interface Subscription {
  readonly userId: string;
  readonly kinds: readonly NotificationKind[];
}

/** The secret of a link that ends mails: it needs no login, as RFC 8058 asks, and opens nothing else. */
export function sealSubscription({ userId, kinds }: Subscription, secret: string): string {
  const places = kinds.map((kind) => notificationKinds.indexOf(kind));
  return seal(Buffer.from(JSON.stringify([userId, places])), { ...PURPOSE, secret }).toString('base64url');
}

/** Undefined for anything that `sealSubscription` did not make. */
export function openSubscription(token: string, secret: string): Subscription | undefined {
  try {
    const [userId, places] = JSON.parse(unseal(Buffer.from(token, 'base64url'), { ...PURPOSE, secret }).toString()) as [string, number[]];
    return { userId, kinds: places.flatMap((place) => notificationKinds[place] ?? []) };
  } catch {
    return undefined;
  }
}
