import type { WebhookAttempt, WebhookOutcome } from '@kabinet/contracts/notifications/webhook-resources';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The waits between attempts, after the example of Standard Webhooks: eleven attempts within three days. */
export const WAITS_MS: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  12 * HOUR,
  18 * HOUR,
  24 * HOUR,
];
/** A webhook to which nothing got through for as long as a message is tried has failed for good. */
const LASTING_MS = 71 * HOUR;
/** How many attempts of a message its log keeps. */
const KEPT_ATTEMPTS = 30;
const GONE = 410;

/** How an attempt ended: with an HTTP status where there was an answer. */
export interface AttemptResult {
  readonly outcome: WebhookOutcome;
  readonly status: number | null;
}

/** What becomes of a message, and of its webhook, after an attempt. */
export interface DeliveryVerdict {
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly nextAttemptAt: Date | null;
  readonly failingSince: Date | null;
  /** Why the webhook is switched off, if it is: the receiver is `gone`, or was `silent` for too long. */
  readonly switchOff: 'gone' | 'silent' | null;
}

/**
 * Decides after attempt number `tries` (from 1) since the message was queued. `failingSince` is since when nothing has reached the
 * webhook.
 */
export function judgeDelivery({ outcome, status }: AttemptResult, tries: number, failingSince: Date | null, now: Date): DeliveryVerdict {
  if (outcome === 'delivered') return { status: 'delivered', nextAttemptAt: null, failingSince: null, switchOff: null };
  const since = failingSince ?? now;
  // Standard Webhooks: whoever answers 410 wants no more messages.
  if (status === GONE) return { status: 'failed', nextAttemptAt: null, failingSince: since, switchOff: 'gone' };
  const wait = WAITS_MS[tries - 1];
  if (wait !== undefined) {
    return { status: 'pending', nextAttemptAt: new Date(now.getTime() + wait), failingSince: since, switchOff: null };
  }
  const lasting = now.getTime() - since.getTime() >= LASTING_MS;
  return { status: 'failed', nextAttemptAt: null, failingSince: since, switchOff: lasting ? 'silent' : null };
}

/** How long the other messages of a webhook wait after one has failed: who is down is not asked once per message. */
export function pauseAfterFailure(failingSince: Date, now: Date): number {
  return now.getTime() - failingSince.getTime() < MINUTE ? 5 * SECOND : MINUTE;
}

/** The log of a message with one attempt more. */
export function withAttempt(attempts: readonly WebhookAttempt[], attempt: WebhookAttempt): WebhookAttempt[] {
  return [...attempts, attempt].slice(-KEPT_ATTEMPTS);
}
