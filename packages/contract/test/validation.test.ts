import fc from 'fast-check';
import Type from 'typebox';
import { describe, expect, test } from 'vitest';
import { closed, nullable } from '../src/schemas.ts';
import { convertQuery, faultsOf } from '../src/validation.ts';

function faults(schema: Parameters<typeof faultsOf>[0], value: unknown): string[] {
  return faultsOf(schema, value).map(({ pointer, code, params }) => `${pointer} ${code}${params ? ` ${JSON.stringify(params)}` : ''}`);
}

describe('faults', () => {
  test.for([
    [Type.String({ minLength: 2 }), 'x', ' too_short {"limit":2}'],
    [Type.String({ maxLength: 2 }), 'xyz', ' too_long {"limit":2}'],
    [Type.Integer({ minimum: 3 }), 2, ' too_small {"limit":3}'],
    [Type.Integer({ maximum: 3 }), 4, ' too_large {"limit":3}'],
    [Type.Array(Type.Integer(), { minItems: 1 }), [], ' too_few {"limit":1}'],
    [Type.Array(Type.Integer(), { maxItems: 1 }), [1, 2], ' too_many {"limit":1}'],
    [Type.Array(Type.Integer(), { uniqueItems: true }), [1, 1], ' not_unique'],
    [Type.Integer(), 1.5, ' wrong_type {"expected":"integer"}'],
    [Type.String({ format: 'date' }), '2026-02-30', ' invalid_format {"format":"date"}'],
    [Type.String({ format: 'uuid' }), 'x', ' invalid_format {"format":"uuid"}'],
    [Type.String({ pattern: '^[a-z]$' }), '1', ' invalid_format {"format":"pattern"}'],
    [Type.String({ pattern: '^[a-z]$', title: 'letter' }), '1', ' invalid_format {"format":"letter"}'],
    [Type.Enum(['a', 'b']), 'c', ' not_allowed {"allowed":"a, b"}'],
    [Type.Union([Type.Literal('a'), Type.Literal(1)]), 'c', ' not_allowed {"allowed":"a, 1"}'],
  ] as const)('%o refuses %o', ([schema, value, expected]) => {
    expect(faults(schema, value)).toEqual([expected]);
  });

  test('of a value that may be null are those of the value, and point into it', () => {
    const schema = closed({ note: nullable(Type.String()), term: nullable(closed({ until: Type.String({ format: 'date' }) })) });
    expect(faults(schema, { note: null, term: null })).toEqual([]);
    expect(faults(schema, { note: 5, term: { until: '2027-02-30', more: 1 } })).toEqual([
      '/note wrong_type {"expected":"string"}',
      '/term/more unknown_field',
      '/term/until invalid_format {"format":"date"}',
    ]);
  });

  test('of a value with several alternatives are one, not one per alternative', () => {
    expect(faults(Type.Union([Type.String(), Type.Integer()]), true)).toEqual([' invalid']);
  });

  test('point into nested things by RFC 6901', () => {
    const schema = closed({ 'a/b': Type.Array(closed({ '~': Type.Integer() })) });
    expect(faults(schema, { 'a/b': [{ '~': 1 }, { '~': 'x' }] })).toEqual(['/a~1b/1/~0 wrong_type {"expected":"integer"}']);
  });

  test('of hostile input are bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, index]));
    const started = performance.now();
    expect(faultsOf(closed({ a: Type.Integer() }), many).length).toBeGreaterThan(0);
    expect(
      faultsOf(
        Type.Array(Type.Integer()),
        Array.from({ length: 50_000 }, () => 'x'),
      ).length,
    ).toBeLessThanOrEqual(64);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('are none for what fits, and some for anything that does not, without throwing', () => {
    const schema = closed({ id: Type.Integer(), tags: Type.Optional(Type.Array(Type.String())) });
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ id: fc.integer(), tags: fc.array(fc.string()) }, { requiredKeys: ['id'] })),
        (value) => {
          const plain: unknown = value;
          const fits = isFitting(plain);
          expect(faultsOf(schema, plain).length === 0).toBe(fits);
        },
      ),
    );
    function isFitting(value: unknown): boolean {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const members = value as { id?: unknown; tags?: unknown };
      const tags =
        !Object.hasOwn(members, 'tags') ||
        members.tags === undefined ||
        (Array.isArray(members.tags) && members.tags.every((tag) => typeof tag === 'string'));
      return Number.isInteger(members.id) && tags && Object.keys(members).every((name) => name === 'id' || name === 'tags');
    }
  });
});

describe('a query', () => {
  const schema = Type.Object({
    limit: Type.Integer(),
    count: Type.Boolean(),
    q: Type.String(),
    status: Type.Array(Type.String()),
    sizes: Type.Array(Type.Integer()),
  });

  test('becomes numbers, booleans and lists where the schema says so', () => {
    expect(convertQuery(schema, { limit: '-5', count: 'true', q: '5', status: 'a,b', sizes: '1,2' })).toEqual({
      limit: -5,
      count: true,
      q: '5',
      status: ['a', 'b'],
      sizes: [1, 2],
    });
  });

  test('keeps what cannot be converted, for validation to refuse', () => {
    const raw = { limit: '0x10', count: '1', sizes: '1,x', other: 'y' };
    expect(convertQuery(schema, raw)).toEqual({ limit: '0x10', count: '1', sizes: [1, 'x'], other: 'y' });
    expect(convertQuery(schema, { limit: '' })).toEqual({ limit: '' });
    expect(convertQuery(schema, { limit: ['1', '2'] })).toEqual({ limit: ['1', '2'] });
  });

  test('has no hidden members: names that mean something to JavaScript are names', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const converted = convertQuery(schema, JSON.parse(`{"${name}": ["x"]}`));
      expect(Object.keys(converted)).toEqual([name]);
      expect(Object.getPrototypeOf(converted)).toBe(Object.prototype);
    }
  });
});
