import { expect, test } from 'vitest';
import { judge, MAX_ATTEMPTS, outcomeOf, waitAfter } from './delivery.ts';

const now = new Date('2026-11-23T09:00:00Z');
const noReply = { code: undefined, response: undefined, command: undefined, begun: false };

test('a mail that is not taken is tried for two days, then given up', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => waitAfter(index + 1));
  expect(waits.slice(0, 4)).toEqual([60_000, 120_000, 240_000, 480_000]);
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(44);
  expect(hours).toBeLessThan(52);
  const outcome = { kind: 'not_taken', reply: '451 4.7.1' } as const;
  expect(judge(outcome, 1, now)).toEqual({ status: 'deferred', nextAttemptAt: new Date('2026-11-23T09:01:00Z') });
  expect(judge(outcome, MAX_ATTEMPTS - 1, now).status).toBe('deferred');
  expect(judge(outcome, MAX_ATTEMPTS, now)).toEqual({ status: 'failed', reason: 'gave_up', reply: '451 4.7.1' });
});

test('a refusal for good fails at once', () => {
  expect(judge({ kind: 'rejected', reply: '550 5.1.1' }, 1, now)).toEqual({ status: 'failed', reason: 'rejected', reply: '550 5.1.1' });
});

test('what the server may have taken is not sent again', () => {
  expect(judge(outcomeOf({ ...noReply, begun: true }), 1, now)).toEqual({ status: 'failed', reason: 'outcome_unknown', reply: null });
});

test('a server that was not reached, or broke off before it had any of the mail, is tried again', () => {
  expect(outcomeOf(noReply)).toEqual({ kind: 'not_taken', reply: null });
});

test.each([
  [450, 'RCPT TO', 'not_taken'],
  [550, 'RCPT TO', 'rejected'],
  [451, 'DATA', 'not_taken'],
  [554, 'DATA', 'rejected'],
  [503, 'DATA', 'not_taken'],
  [535, 'AUTH PLAIN', 'not_taken'],
  [554, 'CONN', 'not_taken'],
  [553, 'MAIL FROM', 'not_taken'],
])('%i to %s means %s', (code, command, kind) => {
  expect(outcomeOf({ code, command, response: `${code} no`, begun: command === 'DATA' })).toEqual({ kind, reply: String(code) });
});

test('of a reply its codes are kept, and nobody whom it names', () => {
  const error = { code: 550, command: 'RCPT TO', response: '550 5.1.1 <ivan@example.ru>: no such user', begun: false };
  expect(outcomeOf(error)).toEqual({ kind: 'rejected', reply: '550 5.1.1' });
});
