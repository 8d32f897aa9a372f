import { platformFields } from '@kabinet/problem/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkParameterSchema, schemaFaultCodes, validateParameters } from '../src/parameter-schema.ts';

const edition = { enum: ['desktop', 'server'], title: 'Редакция' };

function schemaOf(properties: object, more: object = {}) {
  return { type: 'object', additionalProperties: false, properties, ...more };
}

describe('a schema', () => {
  test('of everything that is allowed is accepted', () => {
    const schema = schemaOf(
      {
        edition,
        cores: { type: 'integer', minimum: 1, maximum: 512, multipleOf: 2, default: 2, 'x-title': { ru: 'Ядер', en: 'Cores' } },
        ratio: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
        serial: { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$', minLength: 7, maxLength: 7, description: 'On the box' },
        until: { type: 'string', format: 'date' },
        trial: { type: 'boolean', const: true },
        hosts: { type: 'array', items: { type: 'string', format: 'hostname' }, minItems: 1, maxItems: 10, uniqueItems: true },
        support: { type: 'object', properties: { contact: { type: 'string', format: 'email' } }, required: ['contact'] },
      },
      { required: ['edition'], $schema: 'https://json-schema.org/draft/2020-12/schema' },
    );
    expect(checkParameterSchema(schema)).toEqual([]);
  });

  test.each([
    ['anything but an object schema', 'text', '', 'wrong_type'],
    ['null', null, '', 'wrong_type'],
    ['another root type', { type: 'array', items: { type: 'string' } }, '/type', 'not_allowed'],
    ['a reference', schemaOf({ a: { $ref: '#' } }), '/properties/a/$ref', 'unknown_field'],
    ['a remote dialect', schemaOf({}, { $schema: 'https://example.com/schema' }), '/$schema', 'not_allowed'],
    ['combinations', schemaOf({}, { anyOf: [] }), '/anyOf', 'unknown_field'],
    ['patterns of names', schemaOf({}, { patternProperties: {} }), '/patternProperties', 'unknown_field'],
    ['a node that allows anything', schemaOf({ a: {} }), '/properties/a/type', 'required'],
    ['a keyword of another type', schemaOf({ a: { type: 'string', minimum: 1 } }), '/properties/a/minimum', 'keyword_needs_type'],
    ['a value of another type', schemaOf({ a: { type: 'integer', enum: [1, 1.5] } }), '/properties/a/enum/1', 'wrong_type'],
    ['an empty range', schemaOf({ a: { type: 'integer', minimum: 2, maximum: 1 } }), '/properties/a/maximum', 'empty_range'],
    ['an undeclared requirement', schemaOf({}, { required: ['constructor'] }), '/required/0', 'undeclared_property'],
    ['a list without items', schemaOf({ a: { type: 'array' } }), '/properties/a/items', 'required'],
    [
      'costly uniqueness',
      schemaOf({ a: { type: 'array', uniqueItems: true, items: { enum: ['x'] } } }),
      '/properties/a/uniqueItems',
      'unique_needs_scalars',
    ],
    ['an unfit default', schemaOf({ a: { type: 'integer', maximum: 3, default: 4 } }), '/properties/a/default', 'invalid_default'],
    ['a slow pattern', schemaOf({ a: { type: 'string', pattern: '^(a+)+$' } }), '/properties/a/pattern', 'pattern_ambiguous'],
    ['a long pattern', schemaOf({ a: { type: 'string', pattern: `^${'a'.repeat(200)}$` } }), '/properties/a/pattern', 'too_long'],
    ['an unknown format', schemaOf({ a: { type: 'string', format: 'regex' } }), '/properties/a/format', 'not_allowed'],
    ['an odd name', schemaOf({ 'a b/c': { type: 'string' } }), '/properties/a b~1c', 'invalid_parameter_name'],
    [
      'a dangerous name',
      schemaOf(JSON.parse('{"__proto__":{"type":"string"}}') as object),
      '/properties/__proto__',
      'invalid_parameter_name',
    ],
  ])('is refused for %s', (_what, schema, pointer, code) => {
    expect(checkParameterSchema(schema)).toEqual([expect.objectContaining({ pointer, code })]);
  });

  test('is bounded in depth, properties and bytes', () => {
    let deep: object = { type: 'string' };
    for (let level = 1; level < 6; level++) deep = { type: 'object', properties: { a: deep } };
    expect(checkParameterSchema(deep)).toMatchObject([{ pointer: '/properties/a'.repeat(5), code: 'schema_too_deep' }]);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, { type: 'boolean' }]));
    expect(checkParameterSchema(schemaOf(many))).toMatchObject([{ pointer: '/properties/p100', code: 'too_many_properties' }]);
    const large = schemaOf({ a: { type: 'string', description: 'я'.repeat(17_000) } });
    expect(checkParameterSchema(large)).toMatchObject([{ pointer: '', code: 'schema_too_large' }]);
    const bottomless = JSON.parse(`${'{"default":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as unknown;
    expect(checkParameterSchema(bottomless)).toMatchObject([{ code: 'schema_too_large' }]);
  });
});

describe('parameters', () => {
  const schema = schemaOf(
    {
      edition,
      cores: { type: 'integer', minimum: 1, maximum: 8, multipleOf: 2 },
      serial: { type: 'string', pattern: '^[A-Z]+$', minLength: 2, maxLength: 3 },
      until: { type: 'string', format: 'date' },
      hosts: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2, uniqueItems: true },
      nested: { type: 'object', properties: { mode: { const: 'on' } }, required: ['mode'], additionalProperties: false },
    },
    { required: ['edition'] },
  );

  test.each<[object, string, string]>([
    [{}, '/edition', 'required'],
    [{ edition: 'other' }, '/edition', 'not_allowed'],
    [{ edition: 'server', colour: 1 }, '/colour', 'unknown_field'],
    [{ edition: 'server', 'a/b~': 1 }, '/a~1b~0', 'unknown_field'],
    [{ edition: 'server', cores: '2' }, '/cores', 'wrong_type'],
    [{ edition: 'server', cores: 0 }, '/cores', 'too_small'],
    [{ edition: 'server', cores: 10 }, '/cores', 'too_large'],
    [{ edition: 'server', cores: 3 }, '/cores', 'invalid'],
    [{ edition: 'server', serial: 'A' }, '/serial', 'too_short'],
    [{ edition: 'server', serial: 'ABCD' }, '/serial', 'too_long'],
    [{ edition: 'server', serial: 'ab' }, '/serial', 'invalid_format'],
    [{ edition: 'server', until: '2026-02-30' }, '/until', 'invalid_format'],
    [{ edition: 'server', hosts: [] }, '/hosts', 'too_few'],
    [{ edition: 'server', hosts: ['a', 'b', 'c'] }, '/hosts', 'too_many'],
    [{ edition: 'server', hosts: ['a', 'a'] }, '/hosts', 'not_unique'],
    [{ edition: 'server', hosts: [1] }, '/hosts/0', 'wrong_type'],
    [{ edition: 'server', nested: { mode: 'off' } }, '/nested/mode', 'not_allowed'],
    [{ edition: 'server', nested: JSON.parse('{"mode":"on","__proto__":{}}') as object }, '/nested/__proto__', 'unknown_field'],
  ])('%j are refused at %s: %s', (value, pointer, code) => {
    expect(validateParameters(schema, value)).toMatchObject([{ pointer, code }]);
  });

  test('that fit have no faults, and several faults are all named', () => {
    const fitting = { edition: 'server', cores: 4, serial: 'AB', until: '2028-02-29', hosts: ['a', 'b'], nested: { mode: 'on' } };
    expect(validateParameters(schema, fitting)).toEqual([]);
    expect(
      validateParameters(schema, { cores: 9.5, extra: 1 })
        .map((fault) => fault.pointer)
        .toSorted(),
    ).toEqual(['/cores', '/edition', '/extra']);
  });

  test('inherited members do not count as given', () => {
    const odd = schemaOf({ constructor: { type: 'string' } }, { required: ['constructor'] });
    expect(checkParameterSchema(odd)).toEqual([]);
    expect(validateParameters(odd, {})).toEqual([{ pointer: '/constructor', code: 'required' }]);
  });

  test('that are too large or too deep are not looked at', () => {
    expect(validateParameters(schema, { edition: 'x'.repeat(40_000) })).toMatchObject([{ pointer: '', code: 'too_long' }]);
    expect(validateParameters(schema, JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).toMatchObject([
      { pointer: '', code: 'too_long' },
    ]);
  });

  test('are checked against the schema given, however many were seen', () => {
    const schemas = Array.from({ length: 450 }, (_, index) => schemaOf({ n: { type: 'integer', minimum: index } }));
    for (const [index, each] of [...schemas.entries(), ...schemas.entries()]) {
      expect(validateParameters(each, { n: index })).toEqual([]);
      expect(validateParameters(each, { n: index - 1 })).toMatchObject([{ code: 'too_small', params: { limit: index } }]);
    }
  });
});

const scalar = fc.oneof(fc.string({ maxLength: 4 }), fc.integer({ min: -3, max: 3 }), fc.boolean(), fc.constant(1.5));
/** Nodes as a vendor might write them, sound or not. */
const { node } = fc.letrec<{ node: object }>((tie) => ({
  node: fc.record(
    {
      type: fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean'),
      enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
      const: scalar,
      default: scalar,
      minimum: fc.integer({ min: -3, max: 3 }),
      maxLength: fc.nat(5),
      pattern: fc.constantFrom('^a+$', '^[ab]*c$', '^(a|b)?$'),
      format: fc.constantFrom('date', 'email', 'ipv4'),
      items: tie('node'),
      uniqueItems: fc.boolean(),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'constructor', 'x-y'), tie('node'), { maxKeys: 3 }),
      required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
      additionalProperties: fc.boolean(),
      title: fc.constant('Title'),
    },
    { requiredKeys: [] },
  ),
}));
/** The keywords that fit the node's type, so that most schemas are sound. */
const soundNode = fc.oneof(
  fc.record({ type: fc.constant('string'), maxLength: fc.nat(5), format: fc.constantFrom('date', 'ipv4') }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -3, max: 3 }) }, { requiredKeys: ['type'] }),
  fc.record(
    { type: fc.constant('array'), items: fc.constant({ type: 'integer' }), uniqueItems: fc.boolean() },
    { requiredKeys: ['type', 'items'] },
  ),
  fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
  node,
);
const root = fc.record(
  {
    type: fc.constant('object'),
    properties: fc.dictionary(fc.constantFrom('a', 'b', 'constructor', 'x-y'), soundNode, { maxKeys: 3 }),
    additionalProperties: fc.boolean(),
  },
  { requiredKeys: ['type'] },
);

test('what the checker accepts always compiles, and validates any value with known codes and pointers', () => {
  const codes = new Set<string>(Object.keys(platformFields));
  let accepted = 0;
  fc.assert(
    fc.property(root, fc.array(fc.jsonValue(), { maxLength: 5 }), (schema, values) => {
      fc.pre(checkParameterSchema(schema).length === 0);
      accepted += 1;
      for (const value of values) {
        for (const fault of validateParameters(schema, value)) {
          expect(codes).toContain(fault.code);
          expect(fault.pointer).toMatch(/^(\/.*)?$/su);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(accepted).toBe(400);
});

test('what the checker refuses, it refuses with known codes and pointers into the schema', () => {
  const codes = new Set<string>([...Object.keys(platformFields), ...schemaFaultCodes]);
  fc.assert(
    fc.property(fc.oneof(root, fc.jsonValue()), (schema) => {
      for (const fault of checkParameterSchema(schema)) {
        expect(codes).toContain(fault.code);
        expect(fault.pointer).toMatch(/^(\/.*)?$/su);
      }
    }),
    { numRuns: 400 },
  );
});
