import { ATTACHMENT_LIMIT, type IssueChange } from '@kabinet/contracts/issues/resources';
import type { IssuesContext } from '../context.ts';
import { deliveryText } from '../domain/delivery-text.ts';
import { settle, type Settlement } from '../domain/settle.ts';
import { HelpdeskError, type Connector, type OutgoingMessage, type TicketState } from '../helpdesk/connector.ts';
import { findRow as findFileRow, type AttachmentRow } from '../queries/attachment.ts';
import { findRow as findCommentRow } from '../queries/comment.ts';
import { updateTicket, type DeliveryRow, type TicketRow } from '../queries/delivery.ts';
import { findRow as findIssueRow, type IssueRow } from '../queries/issue.ts';
import { sendMerge } from './send-merge.ts';

/** What came of it, to be noted with it. */
export interface Sent {
  readonly ticket: Partial<Pick<TicketRow, 'remote_id' | 'agreed_status' | 'agreed_severity' | 'merged_into' | 'unsettled'>>;
  /** What the helpdesk's people had changed meanwhile, and the portal's people too. */
  readonly overruled: readonly Overruled[];
  /** Whether the request is not merged after all: the helpdesk's people had merged otherwise, which cannot be undone. */
  readonly isSeparated?: boolean;
}

export interface Overruled {
  readonly what: IssueChange['what'];
  readonly from: string;
  readonly to: string;
}

const NOTHING: Sent = { ticket: {}, overruled: [] };

/** Brings one thing to the helpdesk. What an earlier attempt may have brought is looked for before. Throws `HelpdeskError`. */
export async function sendDelivery(context: IssuesContext, helpdesk: Connector, ticket: TicketRow, delivery: DeliveryRow): Promise<Sent> {
  const issue = await findIssueRow(context.system, delivery.issue_id);
  if (!issue) throw new Error(`request ${delivery.issue_id} is gone`);
  const isRepeated = delivery.attempts > 0;
  if (delivery.kind === 'ticket') return sendTicket(context, helpdesk, ticket, issue, isRepeated);
  const { remote_id } = ticket;
  if (remote_id === null) throw new Error(`request ${delivery.issue_id} has no ticket`);
  if (delivery.kind === 'fields') return sendFields(helpdesk, { ...ticket, remote_id }, issue);
  if (delivery.kind === 'merge') return sendMerge(context, helpdesk, remote_id, delivery.subject_id);
  const message = await messageOf(context, delivery);
  if (message) await sendMessage(helpdesk, { ...ticket, remote_id }, message, isRepeated);
  return NOTHING;
}

/** What is said goes where the conversation goes on. Before the portal knew of that it may have got into the ticket itself. */
async function sendMessage(
  helpdesk: Connector,
  { remote_id, merged_into }: TicketRow & { remote_id: string },
  message: OutgoingMessage,
  isRepeated: boolean,
): Promise<void> {
  for (const ticketId of isRepeated ? [remote_id, ...(merged_into === null ? [] : [merged_into])] : []) {
    if (await helpdesk.hasMessage(ticketId, message.marker)) return;
  }
  await helpdesk.addMessage(merged_into ?? remote_id, message);
}

/** Every attempt makes the same ticket: what changed since the first one is brought behind it. */
async function sendTicket(
  context: IssuesContext,
  helpdesk: Connector,
  ticket: TicketRow,
  issue: IssueRow,
  isRepeated: boolean,
): Promise<Sent> {
  const severity = ticket.agreed_severity ?? issue.severity;
  await updateTicket(context.system, issue.id, { agreed_status: 'new', agreed_severity: severity });
  const found = isRepeated ? await helpdesk.findTicket(issue.number) : undefined;
  const text = deliveryText(context.state.helpdeskLanguage, 'ticket', issue, issue.description);
  const remote_id = found ?? (await helpdesk.createTicket({ number: issue.number, subject: issue.subject, text, severity }));
  return { ticket: { remote_id }, overruled: [] };
}

/** Only what was changed here is written over what stands there. */
async function sendFields(helpdesk: Connector, ticket: TicketRow & { remote_id: string }, issue: IssueRow): Promise<Sent> {
  const theirs = await helpdesk.readState(ticket.remote_id);
  // What is written into a merged ticket changes the other one.
  if (theirs.merged_into !== null) return { ticket: { unsettled: true }, overruled: [] };
  const status = settle(ticket.agreed_status, issue.status, theirs.status, (one, other) => helpdesk.isAlike('status', one, other));
  const severity = settle(ticket.agreed_severity, issue.severity, theirs.severity, (one, other) =>
    helpdesk.isAlike('severity', one, other),
  );
  const ours: Partial<TicketState> = {
    ...(isOurs(status) ? { status: issue.status } : {}),
    ...(isOurs(severity) ? { severity: issue.severity } : {}),
  };
  await helpdesk.setFields(ticket.remote_id, { number: issue.number, subject: issue.subject, ...ours });
  await requireTaken(helpdesk, ticket.remote_id, ours);
  return {
    ticket: {
      ...(status === 'theirs' ? {} : { agreed_status: issue.status }),
      ...(severity === 'theirs' ? {} : { agreed_severity: issue.severity }),
    },
    overruled: [
      ...(status === 'both' ? [{ what: 'status_overruled' as const, from: theirs.status, to: issue.status }] : []),
      ...(severity === 'both' ? [{ what: 'severity_overruled' as const, from: theirs.severity, to: issue.severity }] : []),
    ],
  };
}

function isOurs(settlement: Settlement): boolean {
  return settlement === 'ours' || settlement === 'both';
}

/** A step that its workflow does not have, or its user may not take, a helpdesk leaves out without a word. */
async function requireTaken(helpdesk: Connector, ticketId: string, { status, severity }: Partial<TicketState>): Promise<void> {
  if (status === undefined && severity === undefined) return;
  const now = await helpdesk.readState(ticketId);
  const isTaken =
    (status === undefined || helpdesk.isAlike('status', status, now.status)) &&
    (severity === undefined || helpdesk.isAlike('severity', severity, now.severity));
  if (isTaken) return;
  throw new HelpdeskError(`the helpdesk stays at ${now.status}, ${now.severity}: may its user take this step?`, { isFinal: true });
}

function markerOf({ id }: DeliveryRow): string {
  return `kabinet:${id}`;
}

/** Undefined for what its author has taken back before it was brought. */
async function messageOf(context: IssuesContext, delivery: DeliveryRow): Promise<OutgoingMessage | undefined> {
  const marker = markerOf(delivery);
  const language = context.state.helpdeskLanguage;
  if (delivery.kind === 'attachment') {
    const file = await findFileRow(context.system, delivery.subject_id);
    return file && { marker, ...fileMessage(context, file) };
  }
  const comment = await findCommentRow(context.system, delivery.subject_id);
  if (!comment) return undefined;
  if (delivery.kind === 'comment') return { marker, text: deliveryText(language, 'comment', comment, comment.body) };
  return { marker, text: deliveryText(language, comment.deleted_at === null ? 'edited' : 'deleted', comment, comment.body) };
}

/** Larger files than a form may bring stay here: helpdesks refuse them, and whoever works there has a link. */
function fileMessage({ state, installation }: IssuesContext, file: AttachmentRow): Omit<OutgoingMessage, 'marker'> {
  const { name, size, object_key } = file;
  if (size > ATTACHMENT_LIMIT) {
    const place = `${name}, ${installation.publicUrl}/support/${file.issue_id}`;
    return { text: deliveryText(state.helpdeskLanguage, 'large_attachment', file, place) };
  }
  const open = async () => (await state.files.get(object_key)).body;
  return { text: deliveryText(state.helpdeskLanguage, 'attachment', file, name), file: { name, size, open } };
}
