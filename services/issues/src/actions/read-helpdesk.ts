import type { AuthorSide } from '@kabinet/contracts/issues/resources';
import { issueEvents } from '@kabinet/contracts/issues/events';
import type { IssuesContext } from '../context.ts';
import { safeName } from '../domain/file-name.ts';
import { HelpdeskError, type Connector, type RemoteFile, type RemoteMessage } from '../helpdesk/connector.ts';
import { insertAttachment } from '../queries/attachment.ts';
import { insertComment } from '../queries/comment.ts';
import {
  findReading,
  findTicketOf,
  insertRemoteMessage,
  knownMessages,
  listUnmerged,
  listUnsettled,
  saveReading,
  updateTicket,
  type TicketRow,
} from '../queries/delivery.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { publishIssue, publishNews } from './publish-issue.ts';
import { takeState } from './take-state.ts';

/** Helpdesks tell time by the second, and may be a little behind: what changed shortly before is looked at again. */
const OVERLAP_MS = 120_000;
const UNSETTLED_BATCH = 100;

/** Reads what the helpdesk's people did since the last time. A helpdesk that cannot be reached is read the next time. */
export async function readHelpdesk(context: IssuesContext): Promise<void> {
  const { helpdesk } = context.state;
  if (!helpdesk) return;
  try {
    await readChanges(context, helpdesk);
    await saveReading(context.renew().system, { read_at: context.now().toISOString(), fault: null, failing_since: null });
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    const { failing_since } = await findReading(context.renew().system);
    const since = failing_since ?? context.now().toISOString();
    await saveReading(context.renew().system, { fault: error.message.slice(0, 500), failing_since: since });
    context.log.warn({ err: error }, 'the helpdesk cannot be read');
  }
}

async function readChanges(context: IssuesContext, helpdesk: Connector): Promise<void> {
  const { read_until } = await findReading(context.system);
  const since = read_until === null ? 0 : Date.parse(read_until) - OVERLAP_MS;
  let newest: string | undefined;
  for await (const { id, updated_at } of helpdesk.changedTickets()) {
    if (Date.parse(updated_at) < since) break;
    newest ??= updated_at;
    const later = context.renew();
    const ticket = await findTicketOf(later.system, id);
    if (!ticket || !isNews(ticket, updated_at, since)) continue;
    await readTicket(later, helpdesk, ticket);
    await updateTicket(later.renew().system, ticket.issue_id, { seen_at: updated_at });
  }
  if (newest !== undefined) await saveReading(context.renew().system, { read_until: newest });
  for (const ticket of await listUnmerged(context.renew().system, await helpdesk.quietlyMerged())) {
    await readTicket(context.renew(), helpdesk, ticket);
  }
  for (const ticket of await listUnsettled(context.renew().system, UNSETTLED_BATCH)) await readTicket(context.renew(), helpdesk, ticket);
}

/** Two changes of one second look like one: what is as fresh as the overlap is read again. */
function isNews({ seen_at }: TicketRow, updatedAt: string, since: number): boolean {
  return seen_at === null || seen_at < updatedAt || Date.parse(updatedAt) >= since;
}

/** Takes over what is new in a ticket; where it stands can wait for what is on its way there. */
export async function readTicket(context: IssuesContext, helpdesk: Connector, ticket: TicketRow): Promise<void> {
  const { messages, ...state } = await helpdesk.readTicket(ticket.remote_id ?? '');
  const known = await knownMessages(
    context.renew().system,
    messages.map(({ id }) => id),
  );
  for (const message of messages) if (!known.has(message.id)) await takeMessage(context, ticket.issue_id, message);
  const isTaken = await takeState(context, helpdesk, ticket, state);
  if (isTaken === ticket.unsettled) await updateTicket(context.renew().system, ticket.issue_id, { unsettled: !isTaken });
}

/** Makes a comment of an answer, with its files. The bytes are there before anything names them. */
async function takeMessage(context: IssuesContext, issueId: string, message: RemoteMessage): Promise<void> {
  const { text, files } = await message.open();
  const kept = await keepFiles(context, issueId, files);
  const later = context.renew();
  await later.system.transaction(async (tx) => {
    const issue = await lockIssue(tx, issueId);
    // While this was read, another process may have taken it.
    if (!issue || (await knownMessages(tx, [message.id])).size > 0) return;
    const { organization_id, root_id } = issue;
    const id = context.newId();
    const at = context.now().toISOString();
    const author = { author_id: null, author_name: message.author, author_side: 'support' as AuthorSide, author_organizations: [] };
    const place = { issue_id: issueId, organization_id, root_id, ...author };
    const body = text === '' ? '…' : text.slice(0, 50_000);
    await insertComment(tx, { id, ...place, body, created_at: message.created_at, updated_at: at });
    await insertRemoteMessage(tx, message.id, id);
    for (const file of kept) await insertAttachment(tx, { ...file, ...place, comment_id: id, created_at: message.created_at });
    await updateIssue(tx, issueId, { responded_at: issue.responded_at ?? message.created_at }, at);
    await publishIssue(later, tx, issueEvents.issue_commented, issueId, { comment_id: id, side: 'support' });
    await publishNews(later, tx, 'answered', issueId);
  });
}

async function keepFiles(context: IssuesContext, issueId: string, files: readonly RemoteFile[]) {
  const kept = [];
  for (const { name, open } of files) {
    const id = context.newId();
    const object_key = `issues/${issueId}/${id}`;
    const { size, sha256 = '' } = await context.state.files.put(object_key, await open());
    kept.push({ id, name: safeName(name), size, sha256, object_key });
  }
  return kept;
}
