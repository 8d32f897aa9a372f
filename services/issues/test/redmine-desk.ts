import { startRedmine } from '../../../test/peers/redmine.ts';
import { REDMINE_PRIORITIES, REDMINE_STATUSES } from '../src/helpdesk/redmine.ts';
import type { Desk } from './desk.ts';

interface Shown {
  readonly subject: string;
  readonly status: { readonly id: number };
  readonly priority: { readonly id: number };
  readonly journals: readonly { readonly notes: string; readonly private_notes: boolean }[];
  readonly attachments: readonly { readonly filename: string; readonly filesize: number }[];
}

/** A real Redmine; undefined where it is not installed. */
export async function redmineDesk(): Promise<Desk | undefined> {
  const peer = await startRedmine();
  if (!peer) return undefined;
  const { url, token, project, engineer, kill, start, stop } = peer;

  async function ask(method: string, path: string, body?: object | Buffer): Promise<Record<string, unknown>> {
    const isFile = Buffer.isBuffer(body);
    const headers = { 'x-redmine-api-key': engineer, 'content-type': isFile ? 'application/octet-stream' : 'application/json' };
    const sent = body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) };
    const send = () => fetch(`${url}${path}`, { method, headers, ...sent });
    let answer = await send();
    // Its SQLite is locked while it does something else, of which it says 500.
    for (let again = 0; method === 'GET' && answer.status === 500 && again < 5; again++) answer = await send();
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  }

  async function say(id: string, text: string, private_notes: boolean, file?: { name: string; bytes: Buffer }): Promise<void> {
    const uploads = [];
    if (file) {
      const { upload } = await ask('POST', `/uploads.json?filename=${encodeURIComponent(file.name)}`, file.bytes);
      uploads.push({ token: (upload as { token: string }).token, filename: file.name, content_type: 'application/octet-stream' });
    }
    await ask('PUT', `/issues/${id}.json`, { issue: { notes: text, private_notes, uploads } });
  }

  async function show(id: string): Promise<Shown> {
    return (await ask('GET', `/issues/${id}.json?include=journals,attachments`))['issue'] as Shown;
  }

  return {
    url,
    environment: { HELPDESK_KIND: 'redmine', HELPDESK_TOKEN: token, HELPDESK_QUEUE: project },
    ticketsOf: async (number) => {
      const { issues } = await ask('GET', `/issues.json?project_id=${project}&status_id=*&subject=~${encodeURIComponent(number)}`);
      return (issues as { id: number }[]).map((ticket) => String(ticket.id));
    },
    ticket: async (id) => {
      const { subject, status, priority } = await show(id);
      return { subject, status: String(status.id), priority: String(priority.id) };
    },
    afterComment: 'new',
    statuses: REDMINE_STATUSES,
    priorities: REDMINE_PRIORITIES,
    saidIn: async (id) => (await show(id)).journals.flatMap(({ notes, private_notes }) => (notes && !private_notes ? [notes] : [])),
    filesIn: async (id) => (await show(id)).attachments.map(({ filename, filesize }) => ({ name: filename, size: filesize })),
    answer: (id, text, file) => say(id, text, false, file),
    note: (id, text, file) => say(id, text, true, file),
    change: async (id, { status, severity }) => {
      const issue = {
        ...(status && { status_id: Number(REDMINE_STATUSES[status]) }),
        ...(severity && { priority_id: Number(REDMINE_PRIORITIES[severity]) }),
      };
      await ask('PUT', `/issues/${id}.json`, { issue });
    },
    merge: async (id, intoId) => {
      await ask('POST', `/issues/${id}/relations.json`, { relation: { issue_to_id: Number(intoId), relation_type: 'duplicates' } });
      await ask('PUT', `/issues/${id}.json`, { issue: { status_id: Number(REDMINE_STATUSES.closed) } });
    },
    mergedInto: async (id) => {
      const { relations = [] } = (await ask('GET', `/issues/${id}.json?include=relations`))['issue'] as {
        relations?: { issue_id: number; issue_to_id: number; relation_type: string }[];
      };
      const found = relations.find(({ issue_id, relation_type }) => relation_type === 'duplicates' && String(issue_id) === id);
      return found && String(found.issue_to_id);
    },
    kill,
    start,
    stop,
  };
}
