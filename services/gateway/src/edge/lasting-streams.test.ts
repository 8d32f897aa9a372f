import type { UserPrincipal } from '@kabinet/contract/principal';
import { expect, test } from 'vitest';
import { LastingStreams } from './lasting-streams.ts';

function person(id: string, session_id: string): UserPrincipal {
  return { kind: 'user', id, session_id, memberships: [], staff_roles: [] };
}

function opened(streams: LastingStreams, id: string, session: string, since = Date.now()): AbortSignal {
  const stream = new AbortController();
  streams.add(stream, person(id, session), since);
  return stream.signal;
}

test('a stream ends with its session, the others of the person go on', () => {
  const streams = new LastingStreams();
  const [ended, other, stranger] = [opened(streams, 'ann', '1'), opened(streams, 'ann', '2'), opened(streams, 'bob', '1')];
  streams.endUser('ann', '1');
  expect([ended, other, stranger].map(({ aborted }) => aborted)).toEqual([true, false, false]);
  streams.endUser('ann');
  expect([other, stranger].map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('one that was just being opened when its session ended does not stay', () => {
  const streams = new LastingStreams();
  const before = Date.now();
  streams.endUser('ann', '1');
  expect(opened(streams, 'ann', '1', before).aborted).toBe(true);
  expect(opened(streams, 'ann', '2', before).aborted).toBe(false);
  expect(opened(streams, 'ann', '1', Date.now() + 1_000).aborted).toBe(false);
});

test('a process that stops ends all, and what is opened afterwards', () => {
  const streams = new LastingStreams();
  const stream = opened(streams, 'ann', '1');
  streams.close();
  expect([stream.aborted, opened(streams, 'bob', '1').aborted]).toEqual([true, true]);
});
