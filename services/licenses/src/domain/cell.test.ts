import { describe, expect, test } from 'vitest';
import { dateIn, numberIn, parametersIn } from './cell.ts';

describe('a cell', () => {
  test.for([
    ['31.12.2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['2026-12-31', '2026-12-31'],
    ['12/31/2026', '12/31/2026'],
    ['', ''],
  ] as const)('with %s means the day %s', ([text, day]) => {
    expect(dateIn(text)).toBe(day);
  });

  test.for([
    ['25', 25],
    ['1\u00a0000', 1000],
    ['0,5', 0.5],
    ['1e9', '1e9'],
    ['0x10', '0x10'],
    ['many', 'many'],
    ['', ''],
  ] as const)('with %s means the number %s', ([text, number]) => {
    expect(numberIn(text)).toBe(number);
  });
});

test('parameters are read by the schema of their product', () => {
  const schema = {
    properties: {
      edition: { enum: ['basic', 'advanced'] },
      bits: { enum: [32, 64] },
      mailboxes: { type: 'integer' },
      cluster: { type: 'boolean' },
      hosts: { type: 'array', items: { type: 'integer' } },
      limits: { type: 'object', properties: { users: { type: 'integer' }, name: { type: 'string' } } },
    },
  };
  const cells = {
    edition: 'basic',
    bits: '64',
    mailboxes: '1 000',
    cluster: 'Да',
    hosts: '1|2| x',
    'limits.users': '5',
    'limits.name': '5',
    unknown: '7',
    constructor: '',
    toString: 'x',
  };
  expect(parametersIn(schema, new Map(Object.entries(cells)))).toEqual({
    edition: 'basic',
    bits: 64,
    mailboxes: 1000,
    cluster: true,
    hosts: [1, 2, 'x'],
    limits: { users: 5, name: '5' },
    unknown: '7',
    toString: 'x',
  });
  expect(parametersIn(undefined, new Map([['valueOf.x', '1']]))).toEqual({ valueOf: { x: '1' } });
});
