import { faultsOf } from '@kabinet/contract/validation';
import { asFieldFault, inWords, readCsv, type RowFault } from '@kabinet/csv-list';
import { authContract } from '@kabinet/contracts/auth';
import {
  MAX_IMPORTED_USERS,
  NewCabinetUser,
  type ImportedUser,
  type UserImport,
  type UserImportResult,
} from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { readUserList, type ListedPerson, type UserList } from '../domain/user-list.ts';
import { insertInvitations, lockUnansweredInvitations, updateInvitation, type InvitationRow } from '../queries/invitation.ts';
import { memberEmails } from '../queries/membership.ts';
import { findCabinet } from '../queries/organization.ts';
import { newInvitation } from './invite-user.ts';
import { admitAttempt, importBuckets } from './limit-attempts.ts';
import { publishInvitation } from './publish.ts';

/** What an answer can show; who has more to mend begins with these. */
const MOST_FAULTS = 200;

const FIELDS = { ...platformFields, ...authContract.fields };

/** A row without faults, as an invitation is made of it. */
type Invitee = Static<typeof NewCabinetUser> & { readonly row: number; readonly locale: 'ru' | 'en' };

/**
 * Invites everybody in a list who is neither a member nor invited yet, all or none; a dry run only tells. Throws `cabinet_not_found`,
 * `invalid_import` with a fault per row and column, `rate_limited`.
 */
export async function importUsers(
  context: AuthContext,
  organizationId: string,
  body: Static<typeof UserImport>,
  dryRun: boolean,
): Promise<UserImportResult> {
  const cabinet = await findCabinet(context, organizationId);
  if (!cabinet) throw problem('cabinet_not_found');
  const list = listIn(body.csv);
  const faults = [...list.faults, ...list.people.flatMap(valueFaults)].toSorted((a, b) => a.row - b.row).slice(0, MOST_FAULTS);
  if (faults.length > 0 && !dryRun) throw problem('invalid_import', { errors: faults.map(asFieldFault) });
  if (!dryRun) await admitAttempt(context, importBuckets(context, organizationId));
  const faulty = new Set(faults.map(({ row }) => row));
  const invitees = list.people.filter(({ row }) => !faulty.has(row)).map((person) => inviteeOf(context, person, body.locale));
  const rows = await context.db.transaction((tx) => inviteAll(context, tx, cabinet, invitees, dryRun));
  return { dry_run: dryRun, rows, errors: faults.map((fault) => inWords(fault, FIELDS, context.origin.locale)) };
}

function listIn(csv: string): UserList {
  const read = readCsv(csv);
  return 'fault' in read ? { people: [], faults: [read.fault] } : readUserList(read.rows, MAX_IMPORTED_USERS);
}

/** What the schema of one invitation says of the row. */
function valueFaults(person: ListedPerson): RowFault[] {
  const { row, locale, ...values } = person;
  const faults = faultsOf(NewCabinetUser, { ...values, ...(locale === '' ? {} : { locale }) });
  return faults.map(({ pointer, code, params }) => {
    const column = pointer.split('/')[1] ?? null;
    const empty = column !== null && person[column as keyof ListedPerson] === '';
    return empty ? { row, column, code: 'required' } : { row, column, code, ...(params ? { params } : {}) };
  });
}

function inviteeOf(context: AuthContext, { locale, ...person }: ListedPerson, listLocale: 'ru' | 'en' | undefined): Invitee {
  // The schema has passed: role, services and language are names of the API.
  return { ...person, locale: locale === '' ? (listLocale ?? context.origin.locale) : locale } as Invitee;
}

async function inviteAll(
  context: AuthContext,
  tx: Transaction,
  cabinet: OrganizationNode,
  invitees: readonly Invitee[],
  dryRun: boolean,
): Promise<ImportedUser[]> {
  const emails = invitees.map(({ email }) => email);
  const members = await memberEmails(tx, cabinet.id, emails);
  const unanswered = await lockUnansweredInvitations(tx, cabinet.id, emails);
  const now = context.now();
  const open = new Set(unanswered.filter(({ expires_at }) => Date.parse(expires_at) > now.getTime()).map(({ email }) => email));
  const outcomeOf = ({ email }: Invitee) => (members.has(email) ? 'already_member' : open.has(email) ? 'already_invited' : 'invite');
  const invited = invitees.filter((invitee) => outcomeOf(invitee) === 'invite');
  const made = new Map(dryRun ? [] : invited.map((invitee) => [invitee.row, newInvitation(context, cabinet, invitee)]));
  const expired = unanswered.filter(({ email }) => !open.has(email) && !members.has(email));
  if (made.size > 0) await replace(context, tx, expired, [...made.values()]);
  return invitees.map((invitee) => {
    const { row, email, name, role } = invitee;
    return { row, email, name, role, outcome: outcomeOf(invitee), id: made.get(row)?.id ?? null };
  });
}

async function replace(
  context: AuthContext,
  tx: Transaction,
  expired: readonly InvitationRow[],
  invitations: readonly ReturnType<typeof newInvitation>[],
): Promise<void> {
  const now = context.now().toISOString();
  for (const { id } of expired) {
    await publishInvitation(context, tx, 'invitation_withdrawn', await updateInvitation(tx, id, { closed_at: now, updated_at: now }));
  }
  const { principal } = context.origin;
  const invitedBy = principal.kind === 'user' ? principal.id : null;
  const inserted = await insertInvitations(
    tx,
    invitations.map((invitation) => ({ ...invitation, invited_by: invitedBy })),
  );
  // All or none: sent again, the list finds that one invited.
  if (inserted < invitations.length) throw problem('unavailable', { reason: 'somebody in the list was invited at the same moment' });
  await Promise.all(invitations.map((invitation) => publishInvitation(context, tx, 'user_invited', invitation)));
}
