import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import { createHmac } from 'node:crypto';
import type { AuthContext } from '../context.ts';
import { deriveKey } from '../credentials/secret-token.ts';
import {
  admit,
  CODES_PER_ACCOUNT,
  forgive,
  IMPORTS_PER_ORGANIZATION,
  JOIN_REQUESTS_PER_ORGANIZATION,
  LINKS_PER_ADDRESS,
  LOGINS_PER_ADDRESS,
  MAILS_PER_ACCOUNT,
  PER_ACCOUNT,
  PER_ACCOUNT_AND_ADDRESS,
  type AttemptLimit,
} from '../domain/attempts.ts';
import { deleteCounter, lockCounter, saveCounter } from '../queries/attempt-counter.ts';

/** Something whose attempts are counted. A right password clears what concerns its account, and takes one off the rest. */
export interface Bucket {
  readonly key: Buffer;
  readonly limit: AttemptLimit;
  readonly cleared: boolean;
}

/** What an attempt to log in as `email` counts against. Whether the account exists plays no part in it. */
export function loginBuckets(context: AuthContext, email: string): Bucket[] {
  if (context.config.RATE_LIMITS === 'off') return [];
  const { ip } = context.origin;
  const account = [
    bucket(context, PER_ACCOUNT_AND_ADDRESS, true, 'login', email, ip ?? ''),
    bucket(context, PER_ACCOUNT, true, 'login', email),
  ];
  return ip === null ? account : [...account, bucket(context, LOGINS_PER_ADDRESS, false, 'login address', ip)];
}

/** What a code of a second factor counts against, wherever it is shown. */
export function factorBuckets(context: AuthContext, userId: string): Bucket[] {
  return context.config.RATE_LIMITS === 'off' ? [] : [bucket(context, CODES_PER_ACCOUNT, true, 'second factor', userId)];
}

/** What a request for a mailed link counts against at once, whosever address it names. */
export function requesterBuckets(context: AuthContext): Bucket[] {
  const { ip } = context.origin;
  return ip === null || context.config.RATE_LIMITS === 'off' ? [] : [bucket(context, LINKS_PER_ADDRESS, false, 'mail requester', ip)];
}

/** What a mail to `email` counts against; `about` tells kinds of mails apart. */
export function mailBuckets(context: AuthContext, email: string, about: string): Bucket[] {
  return context.config.RATE_LIMITS === 'off' ? [] : [bucket(context, MAILS_PER_ACCOUNT, false, 'mail', about, email)];
}

/** What an import of people in earnest counts against. */
export function importBuckets(context: AuthContext, organizationId: string): Bucket[] {
  return context.config.RATE_LIMITS === 'off' ? [] : [bucket(context, IMPORTS_PER_ORGANIZATION, false, 'import', organizationId)];
}

/** What telling the owners of an organization who asks to be let in counts against. */
export function joinBuckets(context: AuthContext, organizationId: string): Bucket[] {
  return context.config.RATE_LIMITS === 'off'
    ? []
    : [bucket(context, JOIN_REQUESTS_PER_ORGANIZATION, false, 'join requests', organizationId)];
}

/** Counts an attempt; throws `rate_limited` with Retry-After when one of the buckets has to wait, and counts nothing then. */
export async function admitAttempt(context: AuthContext, buckets: readonly Bucket[]): Promise<void> {
  if (buckets.length === 0) return;
  const waitS = await context.system.transaction((tx) => countAttempt(tx, buckets, context.now().getTime()));
  if (waitS > 0) throw problem('rate_limited', { params: { seconds: waitS }, headers: { 'retry-after': String(waitS) } });
}

/** Answers how many seconds to wait; 0 when the attempt was counted. The buckets are locked in the order given. */
export async function countAttempt(tx: Transaction, buckets: readonly Bucket[], now: number): Promise<number> {
  const admissions = [];
  for (const { key, limit } of buckets) admissions.push({ key, admission: admit(await lockCounter(tx, key), limit, now) });
  const waitS = Math.max(0, ...admissions.map(({ admission }) => (admission.kind === 'blocked' ? admission.waitS : 0)));
  if (waitS > 0) return waitS;
  for (const { key, admission } of admissions) if (admission.kind === 'admitted') await saveCounter(tx, key, admission.counter);
  return 0;
}

/** Takes the attempt back: the password was right. */
export async function forgiveAttempt(context: AuthContext, buckets: readonly Bucket[]): Promise<void> {
  if (buckets.length > 0) await context.system.transaction((tx) => forgiveIn(tx, buckets, context.now().getTime()));
}

export async function forgiveIn(tx: Transaction, buckets: readonly Bucket[], now: number): Promise<void> {
  for (const { key, cleared } of buckets) {
    if (cleared) await deleteCounter(tx, key);
    else await saveCounter(tx, key, forgive(await lockCounter(tx, key), now));
  }
}

function bucket(context: AuthContext, limit: AttemptLimit, cleared: boolean, ...parts: string[]): Bucket {
  const key = createHmac('sha256', deriveKey(context.installation.secret, 'attempts')).update(JSON.stringify(parts)).digest();
  return { key, limit, cleared };
}
