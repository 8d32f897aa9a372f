import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import { convert } from 'html-to-text';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import Type, { type Static, type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import {
  HelpdeskError,
  type ChangedTicket,
  type Connector,
  type NewTicket,
  type OutgoingFile,
  type OutgoingMessage,
  type RemoteFile,
  type RemoteMessage,
  type RemoteTicket,
  type SeenState,
  type TicketFields,
} from './connector.ts';
import { decodedContent } from './base64-content.ts';
import { askHelpdesk, openFromHelpdesk, type HelpdeskRequest, type StreamedBody } from './http.ts';

export interface RequestTrackerConfig {
  /** Where it is: `https://rt.example.org`. */
  readonly url: string;
  /** Of a user of the portal's own. */
  readonly token: string;
  readonly queue: string;
  readonly statuses: Readonly<Record<IssueStatus, string>>;
  readonly priorities: Readonly<Record<Severity, number>>;
}

export const RT_STATUSES: RequestTrackerConfig['statuses'] = {
  new: 'new',
  open: 'open',
  waiting_for_customer: 'stalled',
  resolved: 'resolved',
  // RT's default lifecycle knows no more.
  closed: 'resolved',
};
export const RT_PRIORITIES: RequestTrackerConfig['priorities'] = { critical: 90, high: 60, normal: 30, low: 10 };

const Id = Type.Union([Type.String(), Type.Integer()]);
const Created = Type.Object({ id: Id });
const User = Type.Object({ id: Id, Name: Type.Optional(Type.String()), RealName: Type.Optional(Type.String()) });
const Ticket = Type.Object({ id: Id, Status: Type.String(), Priority: Type.Optional(Id), Creator: Type.Object({ id: Id }) });
type Ticket = Static<typeof Ticket>;
/** As a row of a search, which leaves merged tickets as they are. */
const OwnTicket = Type.Object({ ...Ticket.properties, EffectiveId: Id });
const Found = Type.Object({ id: Id, Subject: Type.Optional(Type.String()), LastUpdated: Type.Optional(Type.String()) });
const Transaction = Type.Object({ id: Id, Type: Type.String(), Created: Type.String(), Creator: User, ObjectId: Id });
const Attachment = Type.Object({
  id: Id,
  Subject: Type.Optional(Type.String()),
  Filename: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  ContentType: Type.Optional(Type.String()),
  Content: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
function pageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), pages: Type.Optional(Id), total: Type.Optional(Type.Union([Id, Type.Null()])) });
}

const PAGE = 100;
/** Otherwise searches leave merged tickets out. */
const ALSO_MERGED = 'EffectiveId > 0';

/** Request Tracker 5 by its REST API, version 2.0: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html */
export function createRequestTracker(config: RequestTrackerConfig): Connector {
  const rest = restClient(config);
  return {
    kind: 'request-tracker',
    findTicket: async (number) => {
      const query = `Queue = '${escaped(config.queue)}' AND Subject LIKE '${escaped(markOf(number))}' AND ${ALSO_MERGED}`;
      const { items } = await rest(pageOf(Found), '/tickets', { query, fields: 'Subject', per_page: '20' });
      const found = items.find(({ Subject }) => Subject?.startsWith(markOf(number)));
      return found && String(found.id);
    },
    createTicket: async (ticket) => String((await rest(Created, '/ticket', {}, { method: 'POST', json: ticketOf(config, ticket) })).id),
    hasMessage: (ticketId, marker) => hasMessage(rest, ticketId, marker),
    addMessage: async (ticketId, message) => {
      await rest(Type.Unknown(), `/ticket/${ticketId}/correspond`, {}, { method: 'POST', ...messageBody(message) });
    },
    setFields: async (ticketId, fields) => setFields(rest, config, ticketId, fields),
    changedTickets: () => changedTickets(rest, config.queue),
    // Both tickets of a merge have its time.
    quietlyMerged: async () => [],
    mergeTicket: async (ticketId, intoId) => {
      await rest(Type.Unknown(), `/ticket/${ticketId}`, {}, { method: 'PUT', json: { MergeInto: Number(intoId) } });
    },
    readState: async (ticketId) => stateOf(config, await readOwn(rest, ticketId)),
    readTicket: (id) => readTicket(rest, config, id),
    isAlike: (field, one, other) => {
      const names: Readonly<Record<string, string | number>> = field === 'status' ? config.statuses : config.priorities;
      return names[one] === names[other];
    },
  };
}

interface Rest {
  <T extends TSchema>(schema: T, path: string, query?: Readonly<Record<string, string>>, request?: HelpdeskRequest): Promise<Static<T>>;
  open(path: string): Promise<Readable>;
}

function restClient({ url, token }: RequestTrackerConfig): Rest {
  const headers = { authorization: `token ${token}`, accept: 'application/json' };
  const addressOf = (path: string) => new URL(`${url.replace(/\/$/, '')}/REST/2.0${path}`);
  async function ask<T extends TSchema>(
    schema: T,
    path: string,
    query: Readonly<Record<string, string>> = {},
    request: HelpdeskRequest = {},
  ): Promise<Static<T>> {
    const address = addressOf(path);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const answer = await askHelpdesk(address, headers, request);
    if (!Check(schema, answer)) throw new HelpdeskError(`unexpected answer of ${path}`, { isFinal: false });
    return answer;
  }
  return Object.assign(ask, { open: (path: string) => openFromHelpdesk(addressOf(path), headers) });
}

/** TicketSQL takes a backslash before what it would take for the end of a string. */
function escaped(text: string): string {
  return text.replaceAll(/['\\]/g, (sign) => `\\${sign}`);
}

/** What a ticket's subject begins with. */
function markOf(number: string): string {
  return `[${number}]`;
}

function ticketOf(config: RequestTrackerConfig, { number, subject, text, severity }: NewTicket) {
  return {
    Queue: config.queue,
    Subject: `${markOf(number)} ${subject}`,
    Content: text,
    ContentType: 'text/plain',
    Priority: config.priorities[severity],
  };
}

/** Files come in a form: as JSON, names that are not ASCII end in an internal error of RT. */
function messageBody({ marker, text, file }: OutgoingMessage): HelpdeskRequest {
  const said = { Subject: marker, Content: text, ContentType: 'text/plain' };
  return file ? { stream: formOf(JSON.stringify(said), file) } : { json: said };
}

/** The form (RFC 7578) with the file as it comes: nothing is kept in memory. Names have no quotes nor ends of lines. */
function formOf(json: string, { name, size, open }: OutgoingFile): StreamedBody {
  const boundary = `kabinet-${randomUUID()}`;
  const field = (rest: string) => `--${boundary}\r\ncontent-disposition: form-data; ${rest}\r\n`;
  const said = `${field('name="JSON"')}\r\n${json}\r\n`;
  const head = Buffer.from(`${said}${field(`name="Attachments"; filename="${name}"`)}content-type: application/octet-stream\r\n\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* parts(): AsyncGenerator<Buffer> {
    yield head;
    yield* (await open()) as AsyncIterable<Buffer>;
    yield tail;
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: head.length + size + tail.length,
    open: async () => Readable.from(parts(), { objectMode: false }),
  };
}

/** The marker is the subject of the message. */
async function hasMessage(rest: Rest, ticketId: string, marker: string): Promise<boolean> {
  for (let page = 1; ; page++) {
    const query = { fields: 'Subject', per_page: String(PAGE), page: String(page) };
    const { items } = await rest(pageOf(Attachment), `/ticket/${ticketId}/attachments`, query);
    if (items.some(({ Subject }) => Subject === marker)) return true;
    if (items.length < PAGE) return false;
  }
}

async function setFields(rest: Rest, config: RequestTrackerConfig, ticketId: string, fields: TicketFields): Promise<void> {
  const { status, severity } = fields;
  const json = {
    Subject: `${markOf(fields.number)} ${fields.subject}`,
    ...(status === undefined ? {} : { Status: config.statuses[status] }),
    ...(severity === undefined ? {} : { Priority: config.priorities[severity] }),
  };
  await rest(Type.Unknown(), `/ticket/${ticketId}`, {}, { method: 'PUT', json });
}

async function* changedTickets(rest: Rest, queue: string): AsyncGenerator<ChangedTicket> {
  const query = {
    query: `Queue = '${escaped(queue)}' AND ${ALSO_MERGED}`,
    fields: 'LastUpdated',
    orderby: 'LastUpdated',
    order: 'DESC',
    per_page: String(PAGE),
  };
  for (let page = 1; ; page++) {
    const { items } = await rest(pageOf(Found), '/tickets', { ...query, page: String(page) });
    for (const { id, LastUpdated = '' } of items) yield { id: String(id), updated_at: new Date(LastUpdated).toISOString() };
    if (items.length < PAGE) return;
  }
}

/** RT answers for a merged ticket with the one that it was merged into, hence asked for otherwise. */
async function readOwn(rest: Rest, id: string): Promise<Ticket & { readonly merged_into: string | null }> {
  const ticket = await rest(Ticket, `/ticket/${id}`);
  if (String(ticket.id) === id) return { ...ticket, merged_into: null };
  const query = { query: `id = ${Number(id)} AND ${ALSO_MERGED}`, fields: 'Status,Priority,Creator,EffectiveId' };
  const [own] = (await rest(pageOf(OwnTicket), '/tickets', query)).items;
  if (!own) throw new HelpdeskError(`there is no ticket ${id}`, { isFinal: true });
  return { ...own, merged_into: String(own.EffectiveId) };
}

async function readTicket(rest: Rest, config: RequestTrackerConfig, id: string): Promise<RemoteTicket> {
  const ticket = await readOwn(rest, id);
  const messages: RemoteMessage[] = [];
  for (let page = 1; ; page++) {
    const query = {
      fields: 'Type,Created,Creator,ObjectId',
      'fields[Creator]': 'Name,RealName',
      per_page: String(PAGE),
      page: String(page),
    };
    const { items } = await rest(pageOf(Transaction), `/ticket/${id}/history`, query);
    for (const transaction of items) {
      // What the portal's own user did came from here; comments are internal.
      const isAnswer = transaction.Type === 'Correspond' && String(transaction.Creator.id) !== String(ticket.Creator.id);
      // The history is that of all tickets that were merged.
      if (isAnswer && String(transaction.ObjectId) === id) messages.push(messageOf(rest, transaction));
    }
    if (items.length < PAGE) break;
  }
  return { ...stateOf(config, ticket), messages };
}

function messageOf(rest: Rest, { id, Created: created, Creator }: Static<typeof Transaction>): RemoteMessage {
  return {
    id: String(id),
    // RT has an empty name where it has none.
    author: [Creator.RealName, Creator.Name, String(Creator.id)].find((name) => name !== undefined && name !== '') ?? '',
    created_at: new Date(created).toISOString(),
    open: async () => openMessage(rest, String(id)),
  };
}

async function openMessage(rest: Rest, transactionId: string) {
  const { items } = await rest(pageOf(Attachment), `/transaction/${transactionId}/attachments`, {
    fields: 'Filename,ContentType',
    per_page: String(PAGE),
  });
  const files: RemoteFile[] = [];
  const texts: { readonly isHtml: boolean; readonly text: string }[] = [];
  for (const { id, Filename, ContentType = '' } of items) {
    if (ContentType.startsWith('multipart/')) continue;
    if (Filename) files.push({ name: Filename, open: async () => decodedContent(await rest.open(`/attachment/${id}`)) });
    else if (ContentType.startsWith('text/')) {
      const { Content } = await rest(Attachment, `/attachment/${id}`);
      texts.push({ isHtml: ContentType.startsWith('text/html'), text: Buffer.from(Content ?? '', 'base64').toString() });
    }
  }
  const said = texts.find(({ isHtml }) => !isHtml) ?? texts[0];
  return { files, text: said ? (said.isHtml ? convert(said.text, { wordwrap: false }) : said.text).trim() : '' };
}

function stateOf(
  { statuses, priorities }: RequestTrackerConfig,
  { Status, Priority = 0, merged_into }: Ticket & { readonly merged_into: string | null },
): SeenState {
  const known = (Object.keys(statuses) as IssueStatus[]).find((status) => statuses[status] === Status);
  const severities = (Object.keys(priorities) as Severity[]).toSorted((a, b) => priorities[b] - priorities[a]);
  const severity = severities.find((candidate) => priorities[candidate] <= Number(Priority)) ?? severities.at(-1) ?? 'normal';
  return { status: known ?? 'closed', severity, merged_into };
}
