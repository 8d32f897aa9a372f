import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import type { Readable } from 'node:stream';

/** Where a ticket stands, in the portal's words. */
export interface TicketState {
  readonly status: IssueStatus;
  readonly severity: Severity;
}

/** A ticket's own state, and the ticket that it was merged into. */
export interface SeenState extends TicketState {
  readonly merged_into: string | null;
}

/** A request as the helpdesk is given it. */
export interface NewTicket {
  /** In the subject: by it a ticket is found again whose making nobody was told of. */
  readonly number: string;
  readonly subject: string;
  readonly text: string;
  readonly severity: Severity;
}

export interface OutgoingFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  open(): Promise<Readable>;
}

/** Something said in a request, or a file of it. */
export interface OutgoingMessage {
  /** By it a message is found again that nobody was told of. */
  readonly marker: string;
  readonly text: string;
  readonly file?: OutgoingFile;
}

/** Without a status or severity, the ticket's own stays. */
export interface TicketFields extends Partial<TicketState> {
  readonly number: string;
  readonly subject: string;
}

/**
 * What a helpdesk says of a ticket: where it stands, and what its people answered the customer in this very ticket, not in those that
 * were merged into it. Nothing internal, nothing of ours.
 */
export interface RemoteTicket extends SeenState {
  readonly messages: readonly RemoteMessage[];
}

export interface RemoteMessage {
  readonly id: string;
  readonly author: string;
  readonly created_at: string;
  /** Reads what it says, and what it brings along. */
  open(): Promise<{ readonly text: string; readonly files: readonly RemoteFile[] }>;
}

export interface RemoteFile {
  readonly name: string;
  /** Its stream fails with `HelpdeskError` too. */
  open(): Promise<Readable>;
}

export interface ChangedTicket {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly updated_at: string;
}

/**
 * A helpdesk of one kind. Every method throws `HelpdeskError`. Nobody but the portal acts as the user whose token it has: what that user
 * did is not read back.
 */
export interface Connector {
  readonly kind: 'request-tracker' | 'redmine';
  findTicket(number: string): Promise<string | undefined>;
  createTicket(ticket: NewTicket): Promise<string>;
  hasMessage(ticketId: string, marker: string): Promise<boolean>;
  addMessage(ticketId: string, message: OutgoingMessage): Promise<void>;
  setFields(ticketId: string, fields: TicketFields): Promise<void>;
  /** The last changed first, merged ones too. */
  changedTickets(): AsyncIterable<ChangedTicket>;
  /** Tickets that may have been merged though no time of theirs tells so; some of the newest. */
  quietlyMerged(): Promise<readonly string[]>;
  /** Both are known to be there, the first one to be merged into nothing else. */
  mergeTicket(ticketId: string, intoId: string): Promise<void>;
  readState(ticketId: string): Promise<SeenState>;
  readTicket(ticketId: string): Promise<RemoteTicket>;
  /** Whether the helpdesk, which may know fewer, has these two under one name. */
  isAlike<Field extends keyof TicketState>(field: Field, one: TicketState[Field], other: TicketState[Field]): boolean;
}

/** The helpdesk cannot be reached, or refuses: for good when trying again cannot help. */
export class HelpdeskError extends Error {
  readonly isFinal: boolean;

  constructor(message: string, options: { readonly isFinal: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HelpdeskError';
    this.isFinal = options.isFinal;
  }
}
