import type { Principal } from '@kabinet/contract/principal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRequestTracker } from '../../../test/peers/request-tracker.ts';
import { buffer } from 'node:stream/consumers';
import { form, issues, NOON, person, request, startWorld, type World } from './fixture.ts';

const peer = await startRequestTracker();
afterAll(() => peer?.stop());

const TIMEOUT = 60_000;

describe('with a real Request Tracker', { timeout: TIMEOUT }, () => {
  if (peer === undefined) test.skip('the request-tracker peer is not installed');
  else describeExchange(peer);
});

function describeExchange(rt: NonNullable<typeof peer>): void {
  let world: World;
  let contact: Principal;
  let minutes = 0;

  beforeAll(async () => {
    const { url, token, queue } = rt;
    const environment = { HELPDESK_KIND: 'request-tracker', HELPDESK_URL: url, HELPDESK_TOKEN: token, HELPDESK_QUEUE: queue };
    world = await startWorld(environment);
    contact = await person(world.portal, 'Софья Заявкина', world.daughter, 'support_contact');
    await world.portal.settle();
  }, TIMEOUT);
  afterAll(() => world.portal.stop());

  /** A round of the exchange, a minute later. */
  async function exchange(): Promise<void> {
    minutes += 30;
    world.portal.clock.set(new Date(NOON.getTime() + minutes * 60_000));
    const service = world.portal.service('issues');
    await service.manifest.jobs['exchange']?.run(service.contextAsService('job:test'), {});
    await world.portal.settle();
  }

  /** What an engineer does in the helpdesk. */
  async function engineer(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = { authorization: `token ${rt.engineer}`, 'content-type': 'application/json' };
    const answer = await fetch(`${rt.url}/REST/2.0${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  async function ticketsOf(number: string): Promise<string[]> {
    const query = encodeURIComponent(`Queue = '${rt.queue}' AND Subject LIKE '${number}'`);
    const { items } = await engineer('GET', `/tickets?query=${query}`);
    return (items as { id: string }[]).map(({ id }) => id);
  }

  /** The texts of all that was said in a ticket. */
  async function saidIn(ticket: string): Promise<string[]> {
    const { items } = await engineer('GET', `/ticket/${ticket}/attachments?fields=Content,ContentType&per_page=100`);
    const texts = (items as { Content?: string; ContentType?: string }[]).filter(({ ContentType }) => ContentType === 'text/plain');
    return texts.map(({ Content }) => Content ?? '');
  }

  async function open(changes: object = {}) {
    return issues(world, contact).createIssue(request(world.certificates.daughter, changes));
  }

  test('a request lives on both sides: created, answered, attached to, moved; nothing internal crosses, nothing echoes', async () => {
    const opened = await open({ subject: 'Не активируется лицензия «ёж» №1', severity: 'critical' });
    expect(opened.delivery).toBe('pending');
    const params = { id: opened.id };
    const customer = issues(world, contact);
    const { id: file } = await customer.uploadAttachment({
      params,
      upload: form(Buffer.alloc(2_000_000, 7), { name: 'журнал работы.log' }),
    });
    await customer.createComment({ params, body: { body: 'Вот журнал: **смотрите**.', attachment_ids: [file] } });
    await exchange();
    expect(await customer.getIssue({ params })).toMatchObject({ delivery: 'delivered' });
    const [ticket = '', another] = await ticketsOf(opened.number);
    expect(another).toBeUndefined();
    expect(await engineer('GET', `/ticket/${ticket}`)).toMatchObject({
      Subject: `[${opened.number}] Не активируется лицензия «ёж» №1`,
      Priority: '90',
    });
    const { items } = await engineer('GET', `/ticket/${ticket}/attachments?fields=Filename,ContentLength`);
    const files = (items as { Filename?: string; ContentLength?: string }[]).filter(({ Filename }) => Filename);
    expect(files).toMatchObject([{ Filename: 'журнал работы.log' }]);
    expect((await saidIn(ticket)).join('\n')).toContain('Софья Заявкина (портал):\n\nВот журнал: **смотрите**.');
    await engineer('POST', `/ticket/${ticket}/comment`, { Content: 'Между нами', ContentType: 'text/plain' });
    await engineer('POST', `/ticket/${ticket}/correspond`, { Content: '<p>Обновите до <b>1.8.2</b>.</p>', ContentType: 'text/html' });
    await engineer('PUT', `/ticket/${ticket}`, { Status: 'stalled' });
    await exchange();
    await exchange();
    const { items: comments } = await customer.listComments({ params });
    expect(comments.map(({ author, body }) => [author.side, author.name, body])).toEqual([
      ['customer', 'Софья Заявкина', 'Вот журнал: **смотрите**.'],
      ['support', 'Zhanna', 'Обновите до 1.8.2.'],
    ]);
    expect(await customer.getIssue({ params })).toMatchObject({ status: 'waiting_for_customer' });
    await customer.changeIssue({ params, body: { status: 'closed' } }, { ifMatch: '*' });
    await exchange();
    expect(await engineer('GET', `/ticket/${ticket}`)).toMatchObject({ Status: 'resolved' });
    expect(await customer.getIssue({ params })).toMatchObject({ status: 'closed' });
  });

  test('an engineer’s file arrives, and is there once however often the helpdesk is read', async () => {
    const { id, number } = await open();
    await exchange();
    const [ticket = ''] = await ticketsOf(number);
    const content = Buffer.from('исправление').toString('base64');
    const Attachments = [{ FileName: 'fix.sh', FileType: 'text/x-sh', FileContent: content }];
    await engineer('POST', `/ticket/${ticket}/correspond`, { Content: 'Запустите это.', ContentType: 'text/plain', Attachments });
    for (let round = 0; round < 3; round++) await exchange();
    const customer = issues(world, contact);
    const { items: comments } = await customer.listComments({ params: { id } });
    const { items: files } = await customer.listAttachments({ params: { id } });
    expect(comments.map(({ body }) => body)).toEqual(['Запустите это.']);
    expect(files).toMatchObject([{ name: 'fix.sh', comment_id: comments[0]?.id }]);
    const bytes = await buffer(await customer.downloadAttachment({ params: { id, attachment_id: files[0]?.id ?? '' } }));
    expect(bytes.toString()).toBe('исправление');
  });

  test('while the helpdesk is down requests are taken, shown as not delivered, and brought in their order later', async () => {
    // A call has so much time: whoever waits for a server to start begins another.
    const customer = () => issues(world, contact);
    await rt.kill();
    const { id, number } = await open({ subject: 'Пока никого нет' });
    for (const body of ['первое', 'второе', 'третье']) await customer().createComment({ params: { id }, body: { body } });
    await exchange();
    expect(await customer().getIssue({ params: { id } })).toMatchObject({ delivery: 'pending' });
    expect((await customer().listComments({ params: { id } })).items.every(({ delivery }) => delivery === 'pending')).toBe(true);
    await rt.start();
    await exchange();
    const [ticket = ''] = await ticketsOf(number);
    const said = (await saidIn(ticket)).map((text) => text.split('\n').at(-1));
    expect(said).toEqual(['Служба **не** запускается.', 'первое', 'второе', 'третье']);
    expect(await customer().getIssue({ params: { id } })).toMatchObject({ delivery: 'delivered' });
  });

  test('what got through though nobody was told so is not brought twice', async () => {
    const customer = issues(world, contact);
    const { id, number } = await open({ subject: 'Ответ потерян' });
    await customer.createComment({ params: { id }, body: { body: 'единственный раз' } });
    await exchange();
    // As after an answer that was lost: the helpdesk has all of it, the portal knows of nothing.
    await world.portal.database.sql('update issues.ticket set remote_id = null where issue_id = $1', [id]);
    await world.portal.database.sql("update issues.delivery set state = 'waiting', delivered_at = null where issue_id = $1", [id]);
    await exchange();
    const tickets = await ticketsOf(number);
    expect(tickets).toHaveLength(1);
    expect((await saidIn(tickets[0] ?? '')).filter((text) => text.includes('единственный раз'))).toHaveLength(1);
  });
}
