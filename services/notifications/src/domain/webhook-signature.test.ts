import { expect, test } from 'vitest';
import { signatureHeaders } from './webhook-signature.ts';
import { newWebhookSecret } from '../webhook-vault.ts';

/** The example of the specification's reference implementations. */
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    payload: '{"test": 2432232314}',
  },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

test('a message is signed as the reference does', () => {
  expect(signatureHeaders(EXAMPLE.message, [EXAMPLE.secret])).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': EXAMPLE.signature,
  });
});

test('while a secret is replaced, a message has a signature for each of both', () => {
  const { 'webhook-signature': signatures = '' } = signatureHeaders(EXAMPLE.message, [newWebhookSecret(), EXAMPLE.secret]);
  const [fresh, old, ...others] = signatures.split(' ');
  expect([old, others]).toEqual([EXAMPLE.signature, []]);
  expect(fresh).toMatch(/^v1,[\w+/]{43}=$/);
  expect(fresh).not.toBe(old);
});

test('secrets have 32 random bytes', () => {
  const [one, other] = [newWebhookSecret(), newWebhookSecret()];
  expect(Buffer.from(one.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect(one).not.toBe(other);
});
