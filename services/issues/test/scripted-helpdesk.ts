import type { IssueStatus } from '@kabinet/contracts/issues/resources';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  HelpdeskError,
  type ChangedTicket,
  type Connector,
  type NewTicket,
  type OutgoingMessage,
  type RemoteTicket,
  type SeenState,
  type TicketFields,
  type TicketState,
} from '../src/helpdesk/connector.ts';

/** What becomes of a question: it gets through, never arrives, or its answer is lost. */
export type Fate = 'through' | 'lost' | 'answer_lost';

export interface Said {
  readonly id: string;
  readonly by: 'portal' | 'engineer';
  readonly isInternal: boolean;
  readonly text: string;
  readonly marker?: string;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

export interface Ticket extends TicketState {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly updated_at: string;
  /** As in RT, where whoever asks for it by its id is given that one. */
  readonly merged_into: string | null;
  readonly said: Said[];
}

/**
 * A helpdesk in memory that does what the real ones do: it tells time by the second, takes up a waiting ticket that is answered, has one
 * name for what is resolved and what is closed, and has what is done to a merged ticket done to the other one.
 */
export class ScriptedHelpdesk implements Connector {
  readonly kind = 'request-tracker';
  readonly tickets = new Map<string, Ticket>();
  /** Of the next questions; then all get through. */
  fates: Fate[] = [];
  readonly #now: () => Date;
  #last = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  findTicket(number: string): Promise<string | undefined> {
    return this.#asked(() => [...this.tickets.values()].find((ticket) => ticket.number === number)?.id);
  }

  createTicket({ number, subject, text, severity }: NewTicket): Promise<string> {
    return this.#asked(() => {
      const id = this.#nextId();
      const first = { id: this.#nextId(), by: 'portal' as const, isInternal: false, text };
      this.tickets.set(id, { id, number, subject, severity, status: 'new', updated_at: this.#second(), merged_into: null, said: [first] });
      return id;
    });
  }

  hasMessage(ticketId: string, marker: string): Promise<boolean> {
    return this.#asked(() => {
      const { id } = this.#effective(ticketId);
      const all = [...this.tickets.values()].filter((ticket) => ticket.id === id || ticket.merged_into === id);
      return all.some(({ said }) => said.some((each) => each.marker === marker));
    });
  }

  async addMessage(ticketId: string, { marker, text, file }: OutgoingMessage): Promise<void> {
    const sent = file && { name: file.name, bytes: await buffer(await file.open()) };
    await this.#asked(() => {
      this.#say(ticketId, { by: 'portal', isInternal: false, text, marker, ...(sent && { file: sent }) });
      if (this.#effective(ticketId).status === 'waiting_for_customer') this.#update(ticketId, { status: 'open' });
    });
  }

  setFields(ticketId: string, { subject, status, severity }: TicketFields): Promise<void> {
    const changes = { subject, ...(status && { status }), ...(severity && { severity }) };
    return this.#asked(() => this.#update(ticketId, changes));
  }

  async *changedTickets(): AsyncGenerator<ChangedTicket> {
    const all = await this.#asked(() => [...this.tickets.values()]);
    yield* all.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at));
  }

  quietlyMerged(): Promise<readonly string[]> {
    return this.#asked(() => []);
  }

  mergeTicket(ticketId: string, intoId: string): Promise<void> {
    return this.#asked(() => this.engineerMerges(ticketId, intoId));
  }

  readState(ticketId: string): Promise<SeenState> {
    return this.#asked(() => this.#stateOf(ticketId));
  }

  readTicket(ticketId: string): Promise<RemoteTicket> {
    return this.#asked(() => {
      const answers = this.#ticket(ticketId).said.filter(({ by, isInternal }) => by === 'engineer' && !isInternal);
      const messages = answers.map(({ id, text, file }) => ({
        id,
        author: 'Жанна',
        created_at: this.#second(),
        open: () =>
          this.#asked(() => ({
            text,
            files: file ? [{ name: file.name, open: () => this.#asked(() => Readable.from([file.bytes])) }] : [],
          })),
      }));
      return { ...this.#stateOf(ticketId), messages };
    });
  }

  isAlike<Field extends keyof TicketState>(_field: Field, one: TicketState[Field], other: TicketState[Field]): boolean {
    return nameOf(one) === nameOf(other);
  }

  /** What an engineer says, to the customer or among themselves. */
  engineerSays(ticketId: string, isInternal: boolean, text: string, file?: Said['file']): void {
    this.#say(ticketId, { by: 'engineer', isInternal, text, ...(file && { file }) });
  }

  engineerChanges(ticketId: string, changes: Partial<TicketState>): void {
    this.#update(ticketId, changes);
  }

  /** Into itself nothing is merged, without a word. */
  engineerMerges(ticketId: string, intoId: string): void {
    const [from, into] = [this.#effective(ticketId), this.#effective(intoId)];
    if (from.id === into.id) return;
    for (const ticket of this.tickets.values()) {
      if (ticket.id === from.id || ticket.merged_into === from.id) this.tickets.set(ticket.id, { ...ticket, merged_into: into.id });
    }
    const updated_at = this.#second();
    for (const id of [from.id, into.id]) this.tickets.set(id, { ...this.#ticket(id), updated_at });
  }

  /** As a Redmine can, where a merge is a relation. */
  engineerParts(ticketId: string): void {
    this.tickets.set(ticketId, { ...this.#ticket(ticketId), merged_into: null, updated_at: this.#second() });
  }

  #stateOf(ticketId: string): SeenState {
    const { status, severity, merged_into } = this.#ticket(ticketId);
    return { status: nameOf(status) as IssueStatus, severity, merged_into };
  }

  #say(ticketId: string, said: Omit<Said, 'id'>): void {
    this.#effective(ticketId).said.push({ id: this.#nextId(), ...said });
    this.#update(ticketId, {});
  }

  #update(ticketId: string, changes: Partial<Pick<Ticket, 'subject' | 'status' | 'severity'>>): void {
    const ticket = this.#effective(ticketId);
    this.tickets.set(ticket.id, { ...ticket, ...changes, updated_at: this.#second() });
  }

  #effective(id: string): Ticket {
    const ticket = this.#ticket(id);
    return ticket.merged_into === null ? ticket : this.#ticket(ticket.merged_into);
  }

  #ticket(id: string): Ticket {
    const ticket = this.tickets.get(id);
    if (!ticket) throw new HelpdeskError(`there is no ticket ${id}`, { isFinal: true });
    return ticket;
  }

  #nextId(): string {
    this.#last += 1;
    return String(this.#last);
  }

  #second(): string {
    return new Date(Math.floor(this.#now().getTime() / 1000) * 1000).toISOString();
  }

  async #asked<T>(act: () => T): Promise<T> {
    const fate = this.fates.shift() ?? 'through';
    if (fate === 'lost') throw new HelpdeskError('the helpdesk cannot be reached', { isFinal: false });
    const answer = act();
    if (fate === 'answer_lost') throw new HelpdeskError('the answer was lost', { isFinal: false });
    return answer;
  }
}

/** What the helpdesk has under one name. */
function nameOf(word: string): string {
  return word === 'closed' ? 'resolved' : word;
}
