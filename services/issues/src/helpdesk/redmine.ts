import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import Type, { type Static, type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import {
  HelpdeskError,
  type ChangedTicket,
  type Connector,
  type OutgoingFile,
  type OutgoingMessage,
  type RemoteMessage,
  type RemoteTicket,
  type SeenState,
  type TicketFields,
} from './connector.ts';
import { askHelpdesk, openFromHelpdesk, type HelpdeskRequest } from './http.ts';

export interface RedmineConfig {
  /** Where it is: `https://redmine.example.org`. */
  readonly url: string;
  /** The API key of a user of the portal's own. */
  readonly token: string;
  /** The project's identifier. */
  readonly project: string;
  /** Ids, or names as Redmine shows them. */
  readonly statuses: Readonly<Record<IssueStatus, string>>;
  readonly priorities: Readonly<Record<Severity, string>>;
}

/** The ids of what Redmine brings along, whose names depend on the language that it was installed in. */
export const REDMINE_STATUSES: RedmineConfig['statuses'] = { new: '1', open: '2', waiting_for_customer: '4', resolved: '3', closed: '5' };
export const REDMINE_PRIORITIES: RedmineConfig['priorities'] = { critical: '4', high: '3', normal: '2', low: '1' };

const Named = Type.Object({ id: Type.Integer(), name: Type.String(), is_closed: Type.Optional(Type.Boolean()) });
const Created = Type.Object({ issue: Type.Object({ id: Type.Integer() }) });
const Found = Type.Object({
  issues: Type.Array(Type.Object({ id: Type.Integer(), subject: Type.String(), updated_on: Type.String() })),
});
const Uploaded = Type.Object({ upload: Type.Object({ token: Type.String() }) });
const CurrentUser = Type.Object({ user: Type.Object({ id: Type.Integer() }) });
const Journal = Type.Object({
  id: Type.Integer(),
  user: Named,
  notes: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  created_on: Type.String(),
  private_notes: Type.Optional(Type.Boolean()),
  details: Type.Array(
    Type.Object({ property: Type.String(), name: Type.String(), new_value: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
  ),
});
const Relation = Type.Object({ issue_id: Type.Integer(), issue_to_id: Type.Integer(), relation_type: Type.String() });
const Ticket = Type.Object({
  issue: Type.Object({
    id: Type.Integer(),
    status: Named,
    priority: Named,
    journals: Type.Optional(Type.Array(Journal)),
    relations: Type.Optional(Type.Array(Relation)),
  }),
});
type Ticket = Static<typeof Ticket>['issue'];

const PAGE = 100;
/** How notes end by which a message is found again. */
const MARK = /\s*\[kabinet:[0-9a-f-]{36}\]/g;

/** Redmine 5 by its REST API: https://www.redmine.org/projects/redmine/wiki/Rest_api */
export function createRedmine(config: RedmineConfig): Connector {
  const redmine = restClient(config);
  return {
    kind: 'redmine',
    findTicket: async (number) => {
      const query = { project_id: config.project, status_id: '*', author_id: 'me', subject: `~${markOf(number)}`, limit: String(PAGE) };
      const { issues } = await redmine.ask(Found, '/issues.json', query);
      const found = issues.find(({ subject }) => subject.startsWith(markOf(number)));
      return found && String(found.id);
    },
    createTicket: async ({ number, subject, text, severity }) => {
      const priority_id = await idOf(redmine, 'priority', config.priorities[severity]);
      const issue = { project_id: config.project, subject: subjectOf(number, subject), description: text, priority_id };
      return String((await redmine.ask(Created, '/issues.json', {}, { method: 'POST', json: { issue } })).issue.id);
    },
    hasMessage: (ticketId, marker) => hasMessage(redmine, ticketId, marker),
    addMessage: (ticketId, message) => addMessage(redmine, ticketId, message),
    setFields: (ticketId, fields) => setFields(redmine, config, ticketId, fields),
    changedTickets: () => changedTickets(redmine, config.project),
    // A relation that is added to a closed ticket leaves its time as it was.
    quietlyMerged: async () => {
      const query = { project_id: config.project, status_id: 'closed', duplicates: '*', sort: 'id:desc', limit: String(PAGE) };
      return (await redmine.ask(Found, '/issues.json', query)).issues.map(({ id }) => String(id));
    },
    mergeTicket: (ticketId, intoId) => mergeTicket(redmine, config, ticketId, intoId),
    readState: async (ticketId) => stateOf(config, await ticketOf(redmine, ticketId)),
    readTicket: (ticketId) => readTicket(redmine, config, ticketId),
    isAlike: (field, one, other) => {
      const names: Readonly<Record<string, string>> = field === 'status' ? config.statuses : config.priorities;
      return names[one] === names[other];
    },
  };
}

interface Redmine {
  ask<T extends TSchema>(schema: T, path: string, query?: Readonly<Record<string, string>>, request?: HelpdeskRequest): Promise<Static<T>>;
  open(path: string): ReturnType<typeof openFromHelpdesk>;
  /** The portal's own user, asked for once. */
  me(): Promise<number>;
}

function restClient({ url, token }: RedmineConfig): Redmine {
  const headers = { 'x-redmine-api-key': token, accept: 'application/json' };
  const addressOf = (path: string) => new URL(`${url.replace(/\/$/, '')}${path}`);
  let own: number | undefined;
  const ask: Redmine['ask'] = async (schema, path, query = {}, request = {}) => {
    const address = addressOf(path);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const answer = await askHelpdesk(address, headers, request);
    if (!Check(schema, answer)) throw new HelpdeskError(`unexpected answer of ${path}`, { isFinal: false });
    return answer;
  };
  return {
    ask,
    open: (path) => openFromHelpdesk(addressOf(path), headers),
    me: async () => (own ??= (await ask(CurrentUser, '/users/current.json')).user.id),
  };
}

/** What a ticket's subject begins with. */
function markOf(number: string): string {
  return `[${number}]`;
}

/** Redmine takes subjects of 255 letters. */
function subjectOf(number: string, subject: string): string {
  return Array.from(`${markOf(number)} ${subject}`)
    .slice(0, 255)
    .join('');
}

const LISTS = {
  status: { path: '/issue_statuses.json', schema: Type.Object({ issue_statuses: Type.Array(Named) }) },
  priority: { path: '/enumerations/issue_priorities.json', schema: Type.Object({ issue_priorities: Type.Array(Named) }) },
} as const;

/** The id of what the configuration calls so: an id, or a name that is looked for. */
async function idOf(redmine: Redmine, kind: keyof typeof LISTS, wanted: string): Promise<number> {
  if (/^\d+$/.test(wanted)) return Number(wanted);
  const { path, schema } = LISTS[kind];
  const known = Object.values(await redmine.ask(schema, path)).flat();
  const found = known.find(({ name }) => name === wanted);
  if (!found) throw new HelpdeskError(`Redmine knows no ${kind} “${wanted}”`, { isFinal: true });
  return found.id;
}

async function ticketOf(redmine: Redmine, ticketId: string): Promise<Ticket> {
  return (await redmine.ask(Ticket, `/issues/${ticketId}.json`, { include: 'journals,relations' })).issue;
}

async function hasMessage(redmine: Redmine, ticketId: string, marker: string): Promise<boolean> {
  const { journals = [] } = await ticketOf(redmine, ticketId);
  return journals.some(({ notes }) => notes?.includes(`[${marker}]`));
}

/** What its user may not do Redmine leaves out without a word: so it is looked for afterwards. */
async function addMessage(redmine: Redmine, ticketId: string, { marker, text, file }: OutgoingMessage): Promise<void> {
  const uploads = file ? [await upload(redmine, file)] : [];
  const json = { issue: { notes: `${text}\n\n[${marker}]`, uploads } };
  await redmine.ask(Type.Unknown(), `/issues/${ticketId}.json`, {}, { method: 'PUT', json });
  if (await hasMessage(redmine, ticketId, marker)) return;
  throw new HelpdeskError('Redmine kept no note: may the user add notes?', { isFinal: true });
}

async function upload(redmine: Redmine, { name, size, open }: OutgoingFile) {
  const stream = { type: 'application/octet-stream', length: size, open };
  const { token } = (await redmine.ask(Uploaded, '/uploads.json', { filename: name }, { method: 'POST', stream })).upload;
  return { token, filename: name, content_type: 'application/octet-stream' };
}

async function setFields(redmine: Redmine, config: RedmineConfig, ticketId: string, fields: TicketFields): Promise<void> {
  const { status, severity } = fields;
  const issue = {
    subject: subjectOf(fields.number, fields.subject),
    ...(status === undefined ? {} : { status_id: await idOf(redmine, 'status', config.statuses[status]) }),
    ...(severity === undefined ? {} : { priority_id: await idOf(redmine, 'priority', config.priorities[severity]) }),
  };
  await redmine.ask(Type.Unknown(), `/issues/${ticketId}.json`, {}, { method: 'PUT', json: { issue } });
}

/** Redmine merges nothing: what is a duplicate of another ticket and closed goes on there. */
async function mergeTicket(redmine: Redmine, config: RedmineConfig, ticketId: string, intoId: string): Promise<void> {
  const duplicates = duplicatedBy(await ticketOf(redmine, ticketId));
  const relation = { issue_to_id: Number(intoId), relation_type: 'duplicates' };
  if (duplicates !== intoId) {
    await redmine.ask(Type.Unknown(), `/issues/${ticketId}/relations.json`, {}, { method: 'POST', json: { relation } });
  }
  const issue = { status_id: await idOf(redmine, 'status', config.statuses.closed) };
  await redmine.ask(Type.Unknown(), `/issues/${ticketId}.json`, {}, { method: 'PUT', json: { issue } });
}

function duplicatedBy({ id, relations = [] }: Ticket): string | null {
  const found = relations.find(({ issue_id, relation_type }) => relation_type === 'duplicates' && issue_id === id);
  return found ? String(found.issue_to_id) : null;
}

async function* changedTickets(redmine: Redmine, project: string): AsyncGenerator<ChangedTicket> {
  const query = { project_id: project, status_id: '*', sort: 'updated_on:desc', limit: String(PAGE) };
  for (let offset = 0; ; offset += PAGE) {
    const { issues } = await redmine.ask(Found, '/issues.json', { ...query, offset: String(offset) });
    for (const { id, updated_on } of issues) yield { id: String(id), updated_at: new Date(updated_on).toISOString() };
    if (issues.length < PAGE) return;
  }
}

/**
 * Answers are notes, private ones excepted. A file that comes without a note is none: that is what Redmine makes of one beside a private
 * note.
 */
async function readTicket(redmine: Redmine, config: RedmineConfig, ticketId: string): Promise<RemoteTicket> {
  const [ticket, me] = await Promise.all([ticketOf(redmine, ticketId), redmine.me()]);
  const answers = (ticket.journals ?? []).filter(({ notes, private_notes, user }) => notes && private_notes !== true && user.id !== me);
  return { ...stateOf(config, ticket), messages: answers.map((journal) => messageOf(redmine, journal)) };
}

function messageOf(redmine: Redmine, { id, user, notes, created_on, details }: Static<typeof Journal>): RemoteMessage {
  const attached = details.filter(({ property, new_value }) => property === 'attachment' && new_value);
  const files = attached.map(({ name: fileId, new_value }) => {
    const name = new_value ?? '';
    return { name, open: () => redmine.open(`/attachments/download/${fileId}/${encodeURIComponent(name)}`) };
  });
  return {
    id: String(id),
    author: user.name,
    created_at: new Date(created_on).toISOString(),
    // Whoever quotes the portal quotes its marks.
    open: async () => ({ text: (notes ?? '').replaceAll(MARK, '').trim(), files }),
  };
}

function stateOf(config: RedmineConfig, ticket: Ticket): SeenState {
  const { priority } = ticket;
  const isClosed = ticket.status.is_closed === true;
  const status = wordFor(config.statuses, ticket.status) ?? (isClosed ? 'closed' : 'open');
  return {
    status,
    severity: wordFor(config.priorities, priority) ?? nearest(config, priority),
    merged_into: isClosed || status === 'closed' ? duplicatedBy(ticket) : null,
  };
}

/** The portal's word for what Redmine has under this id or name. */
function wordFor<Word extends string>(words: Readonly<Record<Word, string>>, { id, name }: Static<typeof Named>): Word | undefined {
  return (Object.keys(words) as Word[]).find((word) => words[word] === String(id) || words[word] === name);
}

/** Priorities have their ids in order: what is above all that are known is as critical, what is between is as the one below. */
function nearest({ priorities }: RedmineConfig, { id }: Static<typeof Named>): Severity {
  const order: readonly Severity[] = ['critical', 'high', 'normal', 'low'];
  return order.find((severity) => Number(priorities[severity]) <= id) ?? 'normal';
}
