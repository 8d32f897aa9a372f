import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createRenderer, type Renderer, type RendererOptions } from '../src/renderer.ts';
import { isRunning, jobOf, peakMb } from './rendering-tools.ts';

const ENDLESS = '#for i in range(1000000) { for j in range(1000000) {} }';
const open: Renderer[] = [];

function renderer(options: RendererOptions): Renderer {
  const created = createRenderer(options);
  open.push(created);
  return created;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** The pid of the only compiler, once it runs. */
function compilerOf(subject: Renderer): Promise<number> {
  return vi.waitFor(() => {
    const [pid] = subject.processIds();
    if (pid === undefined) throw new Error('No compiler yet');
    return pid;
  });
}

test('a template that never ends is killed in time, and the next one is rendered', async () => {
  const subject = renderer({ timeoutMs: 400 });
  await subject.render(jobOf('warm'));
  const start = performance.now();
  const stuck = subject.render(jobOf(ENDLESS));
  const next = subject.render(jobOf('next'));
  const pid = await compilerOf(subject);
  await expect(stuck).rejects.toMatchObject({ name: 'RenderError', kind: 'timeout' });
  expect(performance.now() - start).toBeGreaterThan(390);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(isRunning(pid)).toBe(false);
  expect((await next).length).toBeGreaterThan(1000);
});

test.each([
  ['a list that doubles', '#let a = range(1000000)\n#for i in range(100) { a = a + a }'],
  ['one huge list', '#let a = range(1000000000)'],
  ['a list beyond all memory', '#let a = range(1000000000000)'],
  ['endless pages', '#for i in range(10000000) { pagebreak() }'],
  ['endless words', '#for i in range(100000000) [word #i ]'],
])('a template that takes memory without end is killed below twice the bound: %s', async (_name, main) => {
  const subject = renderer({ memoryMb: 256, timeoutMs: 30_000 });
  await subject.render(jobOf('warm'));
  const pid = await compilerOf(subject);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, peakMb(pid))), 5);
  await expect(subject.render(jobOf(main))).rejects.toMatchObject({ kind: 'memory' });
  clearInterval(watch);
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(512);
  expect((await subject.render(jobOf('next'))).length).toBeGreaterThan(1000);
});

test('the memory bound holds while the parent is too busy to look', async () => {
  const subject = renderer({ memoryMb: 256, timeoutMs: 30_000 });
  await subject.render(jobOf('warm'));
  const pid = await compilerOf(subject);
  const greedy = subject.render(jobOf('#let a = range(1000000)\n#for i in range(100) { a = a + a }'));
  greedy.catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  // The event loop stands still; the dead child stays a zombie, without memory, until it turns again.
  const blockedUntil = performance.now() + 10_000;
  let peak = 0;
  for (let now = peakMb(pid); now > 0 && performance.now() < blockedUntil; now = peakMb(pid)) peak = Math.max(peak, now);
  expect(performance.now()).toBeLessThan(blockedUntil);
  expect(peak).toBeLessThan(512);
  await expect(greedy).rejects.toMatchObject({ kind: 'memory' });
});

test('a compiler that crashes takes only its own document with it', async () => {
  const subject = renderer({});
  const results = await Promise.allSettled([
    subject.render(jobOf('before')),
    subject.render(jobOf(`#${'('.repeat(200_000)}`)),
    subject.render(jobOf('after')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { kind: 'crashed' } });
});

test('a compiler that is killed while idle is replaced, and its successor gives the same bytes', async () => {
  const subject = renderer({});
  const before = await subject.render(jobOf('same'));
  const pid = await compilerOf(subject);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => subject.processIds()).toEqual([]);
  expect(Buffer.compare(await subject.render(jobOf('same')), before)).toBe(0);
  expect(subject.processIds()).not.toContain(pid);
});

test('nothing runs before the first document', async () => {
  const subject = renderer({});
  expect(subject.processIds()).toEqual([]);
  await expect(subject.render(jobOf('#nothing'))).rejects.toMatchObject({ kind: 'template_error' });
  expect(subject.processIds()).toHaveLength(1);
});

test('documents are rendered in the order of asking, by as many processes as allowed', async () => {
  const order: number[] = [];
  const one = renderer({});
  await Promise.all([1, 2, 3, 4, 5].map((number) => one.render(jobOf(`${number}`)).then(() => order.push(number))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(one.processIds()).toHaveLength(1);
  const two = renderer({ processes: 2 });
  await Promise.all([1, 2, 3].map((number) => two.render(jobOf(`${number}`))));
  expect(new Set(two.processIds()).size).toBe(2);
});

test('a full queue answers busy, and has room again later', async () => {
  const subject = renderer({ queueLimit: 2, timeoutMs: 400 });
  const stuck = subject.render(jobOf(ENDLESS));
  const waiting = [subject.render(jobOf('one')), subject.render(jobOf('two'))];
  await expect(subject.render(jobOf('three'))).rejects.toMatchObject({ kind: 'busy' });
  await expect(stuck).rejects.toMatchObject({ kind: 'timeout' });
  expect(await Promise.all(waiting)).toHaveLength(2);
  expect((await subject.render(jobOf('three'))).length).toBeGreaterThan(1000);
});

test('who no longer wants a document leaves the queue, or has the compiler stopped', async () => {
  const subject = renderer({});
  await subject.render(jobOf('warm'));
  const [inFlight, queued] = [new AbortController(), new AbortController()];
  const stuck = subject.render({ ...jobOf(ENDLESS), signal: inFlight.signal });
  const waiting = subject.render({ ...jobOf('waiting'), signal: queued.signal });
  const last = subject.render(jobOf('last'));
  queued.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  inFlight.abort(new Error('gone'));
  await expect(stuck).rejects.toThrow('gone');
  expect((await last).length).toBeGreaterThan(1000);
  await expect(subject.render({ ...jobOf('late'), signal: queued.signal })).rejects.toThrow('left');
});

test('closing ends the compiler and whatever waits for it', async () => {
  const subject = renderer({});
  await subject.render(jobOf('warm'));
  const pid = await compilerOf(subject);
  const results = Promise.allSettled([subject.render(jobOf(ENDLESS)), subject.render(jobOf('waiting'))]);
  await subject.close();
  expect(isRunning(pid)).toBe(false);
  const closed = { status: 'rejected', reason: { kind: 'closed' } };
  expect(await results).toMatchObject([closed, closed]);
  await expect(subject.render(jobOf('late'))).rejects.toMatchObject({ kind: 'closed' });
});

test('a compiler inside an endless template does not outlive a parent that was killed', async () => {
  const script = `
    const { createRenderer } = await import(${JSON.stringify(new URL('../src/renderer.ts', import.meta.url).href)});
    const renderer = createRenderer({ timeoutMs: 60_000 });
    const job = (main) => ({ template: { main: 'm.typ', files: { 'm.typ': Buffer.from(main) } }, data: {}, locale: 'ru', createdAt: new Date(0) });
    await renderer.render(job('warm'));
    renderer.render(job(${JSON.stringify(ENDLESS)}));
    setImmediate(() => console.log(renderer.processIds()[0]));`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  });
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
});
