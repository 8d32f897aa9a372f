import pg from 'pg';
import { expect, test } from 'vitest';
import { createLogger } from '../src/service.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('info', { write: (line) => (text += line) }));
  return text;
}

test.for([
  'password',
  'token',
  'access_token',
  'refreshToken',
  'Authorization',
  'cookie',
  'Set-Cookie',
  'secret',
  'email',
  'name',
  'phone',
  'new_password',
])('%s is removed wherever it stands', (key) => {
  const value = 'leaked-value';
  let deep: object = { [key]: value };
  for (let depth = 0; depth < 8; depth++) deep = depth % 2 === 0 ? { inner: deep } : { list: [deep] };
  const text = logged((log) => {
    log.info({ [key]: value }, 'at the top');
    log.info({ body: { [key]: value } }, 'below');
    log.info(deep, 'deep below');
    log.child({ caller: { [key]: value } }).info('by a child');
  });
  expect(text).not.toContain(value);
  expect(text.match(/\[removed\]/g)).toHaveLength(4);
});

test('what is no secret stays: ids, codes, numbers, dates', () => {
  const [line] = logged((log) =>
    log.info({ event_id: 'e1', status: 404, nested: { operation: 'getNote', at: new Date(0), none: null } }, 'fine'),
  ).split('\n');
  expect(JSON.parse(line ?? '')).toMatchObject({
    event_id: 'e1',
    status: 404,
    nested: { operation: 'getNote', at: '1970-01-01T00:00:00.000Z', none: null },
    msg: 'fine',
  });
});

test('an error is told with its causes, but without what a driver hangs onto it', () => {
  const cause = Object.assign(new pg.DatabaseError('duplicate key', 1, 'error'), {
    code: '23505',
    detail: 'Key (inn)=(leaked-value) exists',
    where: 'leaked-value',
  });
  const text = logged((log) => log.error({ err: new Error('could not save', { cause }) }, 'failed'));
  expect(text).not.toContain('leaked-value');
  expect(JSON.parse(text)).toMatchObject({ err: { message: 'could not save', cause: { message: 'duplicate key', code: '23505' } } });
});

test('a thing that contains itself does not hang the logger', () => {
  const loop: Record<string, unknown> = { id: 1 };
  loop['self'] = loop;
  expect(logged((log) => log.info({ loop }, 'round'))).toContain('"id":1');
});
