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
  readonly said: Said[];
}

/**
 * A helpdesk in memory that does what the real ones do: it tells time by the second, takes up a waiting ticket that is answered, and has
 * one name for what is resolved and what is closed.
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
      this.tickets.set(id, { id, number, subject, severity, status: 'new', updated_at: this.#second(), said: [first] });
      return id;
    });
  }

  hasMessage(ticketId: string, marker: string): Promise<boolean> {
    return this.#asked(() => this.#ticket(ticketId).said.some((said) => said.marker === marker));
  }

  async addMessage(ticketId: string, { marker, text, file }: OutgoingMessage): Promise<void> {
    const sent = file && { name: file.name, bytes: await buffer(await file.open()) };
    await this.#asked(() => {
      this.#say(ticketId, { by: 'portal', isInternal: false, text, marker, ...(sent && { file: sent }) });
      if (this.#ticket(ticketId).status === 'waiting_for_customer') this.#update(ticketId, { status: 'open' });
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

  readState(ticketId: string): Promise<TicketState> {
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

  #stateOf(ticketId: string): TicketState {
    const { status, severity } = this.#ticket(ticketId);
    return { status: nameOf(status) as IssueStatus, severity };
  }

  #say(ticketId: string, said: Omit<Said, 'id'>): void {
    this.#ticket(ticketId).said.push({ id: this.#nextId(), ...said });
    this.#update(ticketId, {});
  }

  #update(ticketId: string, changes: Partial<Pick<Ticket, 'subject' | 'status' | 'severity'>>): void {
    this.tickets.set(ticketId, { ...this.#ticket(ticketId), ...changes, updated_at: this.#second() });
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
