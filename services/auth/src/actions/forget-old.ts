import type { AuthContext } from '../context.ts';
import { forgetOld } from '../queries/forget.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 90;

/** Deletes sessions, links and counters that are over: personal data is not kept for longer than it is of use. */
export async function forgetWhatIsOver(context: AuthContext): Promise<void> {
  const now = context.now().getTime();
  const daysAgo = (days: number) => new Date(now - days * DAY_MS).toISOString();
  await forgetOld(context.system, daysAgo(0), daysAgo(KEPT_DAYS), daysAgo(1));
}
