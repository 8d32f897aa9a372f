import type { Principal } from '@kabinet/contract/principal';
import { ATTACHMENT_LIMIT } from '@kabinet/contracts/issues/resources';
import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from './desk.ts';
import { engineer, form, issues, NOON, person, request, startWorld, type World } from './fixture.ts';
import { startLossyProxy, type LossyProxy } from './lossy-proxy.ts';

const TIMEOUT = 90_000;

/** A portal before a real helpdesk. */
interface Exchange {
  readonly desk: Desk;
  readonly proxy: LossyProxy;
  readonly world: World;
  readonly contact: Principal;
  /** A round of the exchange, half an hour later. */
  exchange(): Promise<void>;
}

/** The same for every helpdesk: whoever writes into a request on one side is read on the other. `large`: also 50 MB in both directions. */
export function describeDesk(name: string, desk: Desk | undefined, { large = false } = {}): void {
  describe(`with a real ${name}`, { timeout: TIMEOUT }, () => {
    if (!desk) return test.skip('it is not installed');
    const at = whileExchanging(desk);
    test('a request lives on both sides: created, answered, attached to, moved; nothing internal crosses, nothing echoes', () =>
      expectLive(at()));
    test('an engineer’s file arrives, and is there once however often the helpdesk is read', () => expectBringFile(at()));
    test('each side’s change of a field stands, and of two at once it is shown which one does', () => expectChangeBothSides(at()));
    test('requests are merged from both sides, and what is said goes on where they were merged into', () => expectMerge(at()));
    test('while the helpdesk is down requests are taken, shown as not delivered, and brought in their order later', () =>
      expectGoDown(at()));
    test('what got through though its answer was lost is not brought twice', () => expectLoseAnswers(at()));
    if (large) test('large files pass without being kept in memory', { timeout: 5 * TIMEOUT }, () => expectPassLargeFiles(at()));
  });
}

function whileExchanging(desk: Desk): () => Exchange {
  let opened: Exchange | undefined;
  beforeAll(async () => {
    opened = await openExchange(desk);
  }, TIMEOUT);
  afterAll(async () => {
    opened?.proxy.stop();
    await opened?.world.portal.stop();
  });
  return () => {
    if (!opened) throw new Error('nothing has begun');
    return opened;
  };
}

async function openExchange(desk: Desk): Promise<Exchange> {
  const proxy = await startLossyProxy(desk.url);
  const world = await startWorld({ ...desk.environment, HELPDESK_URL: proxy.url });
  const contact = await person(world.portal, 'Софья Заявкина', world.daughter, 'support_contact');
  await world.portal.settle();
  let minutes = 0;
  const service = world.portal.service('issues');
  return {
    desk,
    proxy,
    world,
    contact,
    exchange: async () => {
      minutes += 30;
      world.portal.clock.set(new Date(NOON.getTime() + minutes * 60_000));
      await service.manifest.jobs['exchange']?.run(service.contextAsService('job:test'), {});
      await world.portal.settle();
    },
  };
}

async function open({ world, contact }: Exchange, changes: object = {}) {
  return issues(world, contact).createIssue(request(world.certificates.daughter, changes));
}

/** Its ticket, of which there is one. */
async function ticketOf({ desk }: Exchange, number: string): Promise<string> {
  const [ticket = '', ...others] = await desk.ticketsOf(number);
  expect(others).toEqual([]);
  return ticket;
}

async function expectLive(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  const opened = await open(at, { subject: 'Не активируется лицензия «ёж» №1', severity: 'critical' });
  expect(opened.delivery).toBe('pending');
  const params = { id: opened.id };
  const customer = issues(world, contact);
  const upload = form(Buffer.alloc(2_000_000, 7), { name: 'журнал работы.log' });
  const { id: file } = await customer.uploadAttachment({ params, upload });
  await customer.createComment({ params, body: { body: 'Вот журнал: **смотрите**.', attachment_ids: [file] } });
  await exchange();
  expect(await customer.getIssue({ params })).toMatchObject({ delivery: 'delivered' });
  const ticket = await ticketOf(at, opened.number);
  expect(await desk.ticket(ticket)).toEqual({
    subject: `[${opened.number}] Не активируется лицензия «ёж» №1`,
    status: desk.statuses[desk.afterComment],
    priority: desk.priorities.critical,
  });
  expect(await desk.filesIn(ticket)).toEqual([{ name: 'журнал работы.log', size: 2_000_000 }]);
  expect((await desk.saidIn(ticket)).join('\n')).toContain('Софья Заявкина (портал):\n\nВот журнал: **смотрите**.');
  await desk.note(ticket, 'Между нами', { name: 'internal.txt', bytes: Buffer.from('Между нами') });
  await desk.answer(ticket, 'Обновите до 1.8.2.');
  await desk.change(ticket, { status: 'waiting_for_customer' });
  await exchange();
  await exchange();
  const { items: comments } = await customer.listComments({ params });
  expect(comments.map(({ author, body }) => [author.side, body])).toEqual([
    ['customer', 'Вот журнал: **смотрите**.'],
    ['support', 'Обновите до 1.8.2.'],
  ]);
  expect(comments[1]?.author.name).toContain('Zhanna');
  expect((await customer.listAttachments({ params })).items.map((item) => item.name)).toEqual(['журнал работы.log']);
  expect(await customer.getIssue({ params })).toMatchObject({ status: 'waiting_for_customer' });
  await customer.createComment({ params, body: { body: 'Обновили, не помогло.' } });
  await exchange();
  await exchange();
  expect(await customer.getIssue({ params })).toMatchObject({ status: 'open' });
  expect(await desk.ticket(ticket)).toMatchObject({ status: desk.statuses.open });
  await customer.changeIssue({ params, body: { status: 'closed' } }, { ifMatch: '*' });
  await exchange();
  await exchange();
  expect(await desk.ticket(ticket)).toMatchObject({ status: desk.statuses.closed });
  expect(await customer.getIssue({ params })).toMatchObject({ status: 'closed' });
}

async function expectBringFile(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  const { id, number } = await open(at);
  await exchange();
  const bytes = Buffer.from('исправление');
  await desk.answer(await ticketOf(at, number), 'Запустите это.', { name: 'исправить.sh', bytes });
  for (let round = 0; round < 3; round++) await exchange();
  const customer = issues(world, contact);
  const { items: comments } = await customer.listComments({ params: { id } });
  const { items: files } = await customer.listAttachments({ params: { id } });
  expect(comments.map(({ body }) => body)).toEqual(['Запустите это.']);
  expect(files).toMatchObject([{ name: 'исправить.sh', comment_id: comments[0]?.id, size: bytes.length }]);
  const kept = await buffer(await customer.downloadAttachment({ params: { id, attachment_id: files[0]?.id ?? '' } }));
  expect(kept.equals(bytes)).toBe(true);
}

async function expectChangeBothSides(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  const customer = issues(world, contact);
  const { id, number } = await open(at, { severity: 'low' });
  const params = { id };
  await exchange();
  const ticket = await ticketOf(at, number);
  await desk.change(ticket, { status: 'open' });
  await customer.changeIssue({ params, body: { severity: 'high' } }, { ifMatch: '*' });
  await exchange();
  await exchange();
  expect(await customer.getIssue({ params })).toMatchObject({ status: 'open', severity: 'high' });
  expect(await desk.ticket(ticket)).toMatchObject({ status: desk.statuses.open, priority: desk.priorities.high });
  await desk.change(ticket, { severity: 'normal' });
  await exchange();
  expect(await customer.getIssue({ params })).toMatchObject({ severity: 'normal' });
  await desk.change(ticket, { severity: 'critical' });
  await customer.changeIssue({ params, body: { severity: 'low' } }, { ifMatch: '*' });
  await exchange();
  await exchange();
  const read = await customer.getIssue({ params });
  expect(read).toMatchObject({ status: 'open', severity: 'low' });
  expect(read.history.at(-1)).toMatchObject({ what: 'severity_overruled', from: 'critical', to: 'low', by: null });
  expect(await desk.ticket(ticket)).toMatchObject({ status: desk.statuses.open, priority: desk.priorities.low });
}

async function expectMerge(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  const customer = issues(world, contact);
  const [first, second, kept] = [await open(at, { subject: 'Первый' }), await open(at, { subject: 'Второй' }), await open(at)];
  await exchange();
  const support = issues(world, await engineer(world.portal, 'Степан'));
  await support.mergeIssue({ params: { id: first.id }, body: { into_id: kept.id } });
  // What is said while the helpdesk's people merge is not lost.
  const tickets = {
    first: await ticketOf(at, first.number),
    second: await ticketOf(at, second.number),
    kept: await ticketOf(at, kept.number),
  };
  await desk.answer(tickets.second, 'Это то же самое.');
  await customer.createComment({ params: { id: second.id }, body: { body: 'Ещё и здесь.' } });
  await desk.merge(tickets.second, tickets.kept);
  await exchange();
  await exchange();
  expect([await desk.mergedInto(tickets.first), await desk.mergedInto(tickets.second)]).toEqual([tickets.kept, tickets.kept]);
  for (const { id } of [first, second]) {
    const read = await customer.getIssue({ params: { id } });
    expect(read).toMatchObject({ status: 'closed', delivery: 'delivered', next_statuses: [], merged: { into: { id: kept.id } } });
  }
  const { items: said } = await customer.listComments({ params: { id: second.id } });
  expect(said.map(({ body }) => body)).toEqual(expect.arrayContaining(['Это то же самое.', 'Ещё и здесь.']));
  await desk.answer(tickets.kept, 'Отвечаю сразу на всё.');
  await exchange();
  await exchange();
  expect((await customer.listComments({ params: { id: kept.id } })).items.map(({ body }) => body)).toEqual(['Отвечаю сразу на всё.']);
  expect(await customer.getIssue({ params: { id: kept.id } })).toMatchObject({ merged: null, merged_here: [{}, {}] });
}

async function expectGoDown(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  // A call has so much time: whoever waits for a server to start begins another.
  const customer = () => issues(world, contact);
  await desk.kill();
  const { id, number } = await open(at, { subject: 'Пока никого нет' });
  for (const body of ['первое', 'второе', 'третье']) await customer().createComment({ params: { id }, body: { body } });
  await exchange();
  expect(await customer().getIssue({ params: { id } })).toMatchObject({ delivery: 'pending' });
  expect((await customer().listComments({ params: { id } })).items.every(({ delivery }) => delivery === 'pending')).toBe(true);
  await desk.start();
  await exchange();
  expect((await desk.saidIn(await ticketOf(at, number))).map((text) => /первое|второе|третье/.exec(text)?.[0])).toEqual([
    'первое',
    'второе',
    'третье',
  ]);
  expect(await customer().getIssue({ params: { id } })).toMatchObject({ delivery: 'delivered' });
}

async function expectLoseAnswers(at: Exchange): Promise<void> {
  const { desk, proxy, world, contact, exchange } = at;
  const customer = () => issues(world, contact);
  proxy.lose();
  const { id, number } = await open(at, { subject: 'Ответ потерян' });
  const params = { id };
  const { id: file } = await customer().uploadAttachment({ params, upload: form(Buffer.from('x'), { name: 'однажды.log' }) });
  await customer().createComment({ params, body: { body: 'единственный раз', attachment_ids: [file] } });
  await customer().changeIssue({ params, body: { severity: 'high' } }, { ifMatch: '*' });
  for (let round = 0; round < 8; round++) await exchange();
  // The ticket, the file, the comment and the severity: each was brought, and nobody was told so.
  expect(proxy.keep()).toBeGreaterThanOrEqual(4);
  expect(await customer().getIssue({ params })).toMatchObject({ delivery: 'delivered', severity: 'high', status: desk.afterComment });
  const ticket = await ticketOf(at, number);
  expect((await desk.saidIn(ticket)).filter((text) => text.includes('единственный раз'))).toHaveLength(1);
  expect(await desk.filesIn(ticket)).toEqual([{ name: 'однажды.log', size: 1 }]);
  expect(await desk.ticket(ticket)).toMatchObject({ status: desk.statuses[desk.afterComment], priority: desk.priorities.high });
}

async function expectPassLargeFiles(at: Exchange): Promise<void> {
  const { desk, world, contact, exchange } = at;
  const customer = () => issues(world, contact);
  const { id, number } = await open(at, { subject: 'Большие файлы' });
  const params = { id };
  const contents = randomBytes(ATTACHMENT_LIMIT);
  const digest = createHash('sha256').update(contents).digest('hex');
  await customer().uploadAttachment({ params, upload: form(contents, { name: 'дамп.bin', chunk: 1_048_576 }) });
  const out = await heldWhile(exchange);
  const ticket = await ticketOf(at, number);
  expect(await desk.filesIn(ticket)).toEqual([{ name: 'дамп.bin', size: ATTACHMENT_LIMIT }]);
  await desk.answer(ticket, 'Ваш дамп обратно.', { name: 'обратно.bin', bytes: contents });
  const back = await heldWhile(exchange);
  const file = (await customer().listAttachments({ params })).items.find(({ name }) => name === 'обратно.bin');
  const received = createHash('sha256');
  for await (const chunk of await customer().downloadAttachment({ params: { ...params, attachment_id: file?.id ?? '' } })) {
    received.update(chunk as Buffer);
  }
  expect(received.digest('hex')).toBe(digest);
  // Whoever kept the whole would have as much at least.
  expect(Math.max(out, back)).toBeLessThan(ATTACHMENT_LIMIT / 2);
}

const LOOK_AGAIN = 4_194_304;

/** By how many bytes the buffers that this process holds grew at the most meanwhile. What only waits to be collected is none of them. */
async function heldWhile(act: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collectOnce = runInNewContext('gc') as () => void;
  // What is collected is counted off in the background: another collection waits for that.
  const collect = (): void => {
    collectOnce();
    collectOnce();
  };
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let held = 0;
  function look(): void {
    // Collecting is slow: it is done where there would be a new peak.
    if (process.memoryUsage().arrayBuffers - before < held + LOOK_AGAIN) return;
    collect();
    held = Math.max(held, process.memoryUsage().arrayBuffers - before);
  }
  const watch = setInterval(look, 5);
  await act();
  clearInterval(watch);
  return held;
}
