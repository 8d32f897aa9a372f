import { authEvents } from '@kabinet/contracts/auth/events';
import type { NewJoinRequest } from '@kabinet/contracts/auth/resources';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { normalizeEmail } from '../domain/email.ts';
import { insertJoinRequest, insertNotices, nearestOwners } from '../queries/join-request.ts';
import { isMember } from '../queries/membership.ts';
import { findCabinet } from '../queries/organization.ts';
import { admitAttempt, countAttempt, joinBuckets, mailBuckets, requesterBuckets } from './limit-attempts.ts';

type Request = Static<typeof NewJoinRequest>;

/** Owners who are told by mail; the others find it in the list. */
const MOST_OWNERS = 20;

/** Accepts the request, whosever organization it names: whether there is such a one shows in the work of a job only. Throws `rate_limited`. */
export async function requestToJoin(context: AuthContext, body: Request): Promise<void> {
  const email = normalizeEmail(body.email);
  await admitAttempt(context, [...requesterBuckets(context), ...mailBuckets(context, email, 'join request')]);
  const request = { ...body, email, locale: body.locale ?? context.origin.locale };
  await context.db.transaction((tx) => context.enqueue(tx, 'start_join_request', request));
}

/** The job behind a request: keeps it for the owners and tells them, unless many asked lately. */
export async function startJoinRequest(context: AuthContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const request = payload as unknown as Request & { readonly locale: 'ru' | 'en' };
  const cabinet = await findByRequisites(context, request.inn, request.kpp ?? null);
  if (!cabinet || (await isMember(context.system, cabinet.id, request.email))) return;
  const now = context.now();
  const row = {
    id: context.newId(),
    organization_id: cabinet.id,
    root_id: cabinet.root_id,
    email: request.email,
    name: request.name,
    locale: request.locale,
    comment: request.comment ?? null,
    created_at: now.toISOString(),
    closed_at: null,
  };
  await context.system.transaction(async (tx) => {
    if (!(await insertJoinRequest(tx, row))) return;
    const quiet = (await countAttempt(tx, joinBuckets(context, cabinet.id), now.getTime())) > 0;
    const owners = quiet ? [] : await nearestOwners(tx, cabinet.id, MOST_OWNERS);
    const notices = owners.map((user_id) => ({ id: context.newId(), join_request_id: row.id, user_id }));
    await insertNotices(tx, notices);
    const { organization_id, root_id, id } = row;
    const data = { id, organization_id, notices: notices.map((notice) => notice.id) };
    await context.publish(tx, authEvents.join_requested, { subject: id, version: 1, organization_id, root_id, data });
  });
}

/**
 * The one organization with these requisites that the vendor has confirmed; without a КПП only where there is no other with the
 * ИНН. What owners entered themselves does not count: whoever enters another's ИНН would be shown who asks there, and stand in the way.
 */
async function findByRequisites(context: AuthContext, inn: string, kpp: string | null): Promise<OrganizationNode | undefined> {
  const body = { inn, ...(kpp === null ? {} : { kpp }) };
  const { items } = await context.peersAsService.organizations.findConfirmedCabinets({ body });
  const [found, another] = items;
  return found?.status === 'active' && !another ? findCabinet(context, found.id) : undefined;
}
