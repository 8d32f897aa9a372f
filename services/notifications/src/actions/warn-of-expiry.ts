import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { daysBetween, nextWarning } from '../domain/expiry.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import type { NoticeData } from '../domain/words.ts';
import { findDueOrganization, lockDueHoldings, planWarnings, type DueHolding } from '../queries/holding.ts';
import { fetchMuters, takeSnoozed } from '../queries/mute.ts';
import { membersOf, onlyOrganization, onlyUser, without, type Recipients } from '../queries/recipients.ts';
import { thresholdsOf } from './plan-warnings.ts';
import { tell } from './tell.ts';

/** Of one organization in one notice at most; the others get the next. */
const BATCH = 1_000;
/** Of what ended longer ago nobody needs to hear: the portal was away for a month. */
const STALE_DAYS = 30;
/** A notice names so many terms; the others are counted. */
const NAMED = 20;

/**
 * Warns of terms that end, by the vendor's calendar. The warning and the day of the next one are written together, so each comes
 * once whatever restarts; who looks late finds one day due per term, however many have passed.
 */
export async function warnOfExpiry(context: NotificationsContext): Promise<void> {
  while (await context.system.transaction((tx) => warnOneOrganization(context, tx)));
  while (await context.system.transaction((tx) => remindOne(context, tx)));
}

interface Organization {
  readonly id: string;
  readonly root_id: string;
}

async function warnOneOrganization(context: NotificationsContext, tx: Transaction): Promise<boolean> {
  const today = context.today();
  const organization = await findDueOrganization(tx, today);
  if (!organization) return false;
  const due = await lockDueHoldings(tx, organization.id, today, BATCH);
  const days = await thresholdsOf(tx, organization.id);
  await planWarnings(
    tx,
    due.map((term) => ({ id: term.id, warn_on: nextWarning(term, days, today) })),
  );
  const muters = await fetchMuters(
    tx,
    due.map(({ id }) => id),
    today,
  );
  const { permission } = kindRules.expiry;
  const everybody = membersOf(organization.id, rolesWith(context.access.customer, permission ?? ''));
  const fresh = due.filter(({ valid_until }) => daysBetween(valid_until ?? today, today) <= STALE_DAYS);
  const unmuted = fresh.filter(({ id }) => !muters.has(id));
  if (unmuted.length > 0) await warn(context, tx, organization, unmuted, everybody);
  // What somebody has put off is told to the others by itself.
  for (const term of fresh) {
    const muted = muters.get(term.id);
    if (muted) await warn(context, tx, organization, [term], without(everybody, muted));
  }
  return true;
}

async function warn(
  context: NotificationsContext,
  tx: Transaction,
  organization: Organization,
  terms: readonly DueHolding[],
  recipients: Recipients,
  to = 'everybody',
): Promise<void> {
  const cause = `expiry:${organization.id}:${context.today()}:${terms[0]?.id}:${to}`;
  const news = { kind: 'expiry', cause, data: warningOf(terms, context.today()), recipients, organization } as const;
  // What a person is reminded of their webhooks had at its time.
  await tell(context, tx, { ...news, ...(to === 'everybody' ? { webhooksOf: onlyOrganization(organization.id) } : {}) });
}

function warningOf(terms: readonly DueHolding[], day: string): NoticeData {
  return {
    what: 'expiry',
    day,
    total: terms.length,
    terms: terms.slice(0, NAMED).map(({ kind, id, number, product_id, product_name, valid_until }) => {
      return { kind, id, number, valid_until, product: product_name ?? { ru: product_id, en: product_id } };
    }),
    holdings: terms.map(({ id, valid_until }) => ({ id, valid_until: valid_until ?? day })),
  };
}

/** Who put off a warning until today is reminded, if the term still ends then. */
async function remindOne(context: NotificationsContext, tx: Transaction): Promise<boolean> {
  const snoozed = await takeSnoozed(tx, context.today());
  if (!snoozed) return false;
  const { user_id, terms } = snoozed;
  for (const [id, own] of Map.groupBy(terms, (term) => term.organization_id)) {
    const [first] = own;
    if (first) await warn(context, tx, { id, root_id: first.root_id }, own, onlyUser(user_id), user_id);
  }
  return true;
}
