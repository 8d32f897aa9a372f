import Type from 'typebox';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/service.ts';

const schema = Type.Object({
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://' })),
  RETRIES: Type.Integer({ minimum: 1 }),
  STRICT: Type.Optional(Type.Boolean()),
  MODE: Type.Optional(Type.Enum(['fast', 'safe'])),
});

describe('a service’s configuration', () => {
  test('is converted, and takes only what the schema names', () => {
    expect(readConfig(schema, { RETRIES: '3', STRICT: 'false', MODE: 'fast', PATH: '/bin', SMTP_URL: '' })).toEqual({
      RETRIES: 3,
      STRICT: false,
      MODE: 'fast',
    });
  });

  test.for([
    ['RETRIES', {}],
    ['RETRIES', { RETRIES: '' }],
    ['RETRIES', { RETRIES: 'three' }],
    ['RETRIES', { RETRIES: '0' }],
    ['STRICT', { RETRIES: '1', STRICT: 'yes' }],
    ['MODE', { RETRIES: '1', MODE: 'slow' }],
    ['SMTP_URL', { RETRIES: '1', SMTP_URL: 'http://mail' }],
  ] as const)('that is wrong names the variable %s', ([variable, environment]) => {
    const reading = () => readConfig(schema, environment);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(expect.objectContaining({ variable, message: expect.stringMatching(new RegExp(`^${variable}: `)) }));
  });

  test('does not repeat a wrong value, which may be a secret', () => {
    expect(() => readConfig(Type.Object({ API_TOKEN: Type.String({ minLength: 20 }) }), { API_TOKEN: 'hunter2' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
