import { expect, test } from 'vitest';
import { readNatsUrl } from './nats-url.ts';

test.each([
  ['nats://localhost', { servers: ['localhost'] }],
  ['localhost:4333', { servers: ['localhost:4333'] }],
  ['nats://a:1, nats://b:2', { servers: ['a:1', 'b:2'] }],
  ['nats://[::1]:4222', { servers: ['[::1]:4222'] }],
  ['nats://user:p%40ss@a:1', { servers: ['a:1'], user: 'user', pass: 'p@ss' }],
  ['nats://a:1,nats://tok%3Aen@b:2', { servers: ['a:1', 'b:2'], token: 'tok:en' }],
  ['tls://a', { servers: ['a'], tls: {} }],
])('%s', (text, options) => {
  expect(readNatsUrl(text)).toEqual(options);
});

test.each(['', 'https://user:secret@a', 'nats://user:secret@', 'nats://user:secret@a:b', 'nats://a,'])(
  'refuses “%s” without repeating it',
  (text) => {
    expect(() => readNatsUrl(text)).toThrow(/^NATS_URL must look like nats:\/\/host:4222$/);
  },
);
