import { startRequestTracker } from '../../../test/peers/request-tracker.ts';
import { RT_PRIORITIES, RT_STATUSES } from '../src/helpdesk/request-tracker.ts';
import type { Desk } from './desk.ts';

/** A real Request Tracker; undefined where it is not installed. */
export async function requestTrackerDesk(): Promise<Desk | undefined> {
  const peer = await startRequestTracker();
  if (!peer) return undefined;
  const { url, token, queue, engineer, kill, start, stop } = peer;

  async function ask(method: string, path: string, body?: object | FormData): Promise<Record<string, unknown>> {
    const isForm = body instanceof FormData;
    const headers = { authorization: `token ${engineer}`, ...(isForm ? {} : { 'content-type': 'application/json' }) };
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
    const answer = await fetch(`${url}/REST/2.0${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  async function say(how: 'correspond' | 'comment', id: string, text: string, file?: { name: string; bytes: Buffer }): Promise<void> {
    const form = new FormData();
    form.set('JSON', JSON.stringify({ Content: text, ContentType: 'text/plain' }));
    if (file) form.set('Attachments', new Blob([new Uint8Array(file.bytes)]), file.name);
    await ask('POST', `/ticket/${id}/${how}`, form);
  }

  async function attachments<Row>(id: string, fields: string): Promise<Row[]> {
    return (await ask('GET', `/ticket/${id}/attachments?fields=${fields}&per_page=100`))['items'] as Row[];
  }

  return {
    url,
    environment: { HELPDESK_KIND: 'request-tracker', HELPDESK_TOKEN: token, HELPDESK_QUEUE: queue },
    ticketsOf: async (number) => {
      const { items } = await ask('GET', `/tickets?query=${encodeURIComponent(`Queue = '${queue}' AND Subject LIKE '${number}'`)}`);
      return (items as { id: string }[]).map((ticket) => ticket.id);
    },
    ticket: async (id) => {
      const { Subject, Status, Priority } = await ask('GET', `/ticket/${id}`);
      return { subject: String(Subject), status: String(Status), priority: String(Priority) };
    },
    // Its own scrip opens a ticket at the first correspondence.
    afterComment: 'open',
    statuses: RT_STATUSES,
    priorities: Object.fromEntries(
      Object.entries(RT_PRIORITIES).map(([severity, value]) => [severity, String(value)]),
    ) as Desk['priorities'],
    saidIn: async (id) => {
      const all = await attachments<{ Content?: string; ContentType?: string; Filename?: string }>(id, 'Content,ContentType,Filename');
      const texts = all.filter(({ ContentType, Filename }) => ContentType === 'text/plain' && !Filename);
      return texts.slice(1).map(({ Content }) => Content ?? '');
    },
    filesIn: async (id) => {
      const all = await attachments<{ Filename?: string; ContentLength?: string }>(id, 'Filename,ContentLength');
      return all.flatMap(({ Filename, ContentLength }) => (Filename ? [{ name: Filename, size: Number(ContentLength) }] : []));
    },
    answer: (id, text, file) => say('correspond', id, text, file),
    note: (id, text, file) => say('comment', id, text, file),
    change: async (id, { status, severity }) => {
      const json = { ...(status && { Status: RT_STATUSES[status] }), ...(severity && { Priority: RT_PRIORITIES[severity] }) };
      await ask('PUT', `/ticket/${id}`, json);
    },
    merge: async (id, intoId) => {
      await ask('PUT', `/ticket/${id}`, { MergeInto: intoId });
    },
    mergedInto: async (id) => {
      const there = String((await ask('GET', `/ticket/${id}`))['id']);
      return there === id ? undefined : there;
    },
    kill,
    start,
    stop,
  };
}
