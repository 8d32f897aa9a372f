import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NotificationsContext } from '../context.ts';
import { LiveStreams, type Listeners } from './live-streams.ts';

const context = {} as NotificationsContext;
const nothing = async () => undefined;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(streams: LiveStreams, user: string, look: (listeners: Listeners) => Promise<void> = nothing) {
  const gone = new AbortController();
  return { ...streams.open(context, user, look, gone.signal), gone };
}

test('a heartbeat comes while nothing else does, and a stream ends after half an hour or so', async () => {
  const { readable } = open(new LiveStreams(), 'ann');
  const chunks: string[] = [];
  readable.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(chunks).toEqual([':\n\n', ':\n\n', ':\n\n']);
  await vi.advanceTimersByTimeAsync(40 * 60_000);
  expect(readable.readableEnded).toBe(true);
});

test('a person has six at most, and one that ends makes room', async () => {
  const streams = new LiveStreams();
  const [first] = Array.from({ length: 6 }, () => open(streams, 'ann'));
  expect(() => open(streams, 'ann')).toThrow(expect.objectContaining({ code: 'too_many_streams' }));
  open(streams, 'bob');
  first?.readable.resume();
  first?.gone.abort();
  await vi.advanceTimersByTimeAsync(1);
  open(streams, 'ann');
});

test('one look a second serves all streams, and none is made when there are none', async () => {
  const streams = new LiveStreams();
  const seen: string[][] = [];
  const look = async (listeners: Listeners) => void seen.push([...listeners.keys()]);
  const all = ['ann', 'bob'].map((user) => open(streams, user, look));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(seen).toEqual([
    ['ann', 'bob'],
    ['ann', 'bob'],
  ]);
  for (const { readable, gone } of all) {
    readable.resume();
    gone.abort();
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen).toHaveLength(2);
});

test('who does not read is let go', async () => {
  const { stream, readable } = open(new LiveStreams(), 'ann');
  const failed = new Promise((resolve) => readable.once('error', resolve));
  for (let count = 0; count < 100; count++) stream.write('x'.repeat(1_000));
  expect(await failed).toMatchObject({ message: expect.stringContaining('does not read') });
});
