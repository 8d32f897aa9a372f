import { closed, LocalizedText } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/**
 * The part of JSON Schema 2020-12 that a parameter may be described in: enough for forms and documents, without
 * references, conditions and combinations. What stands in no list here is refused as unknown.
 */

export const parameterFormats = ['date', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'] as const;

const Size = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 }));
const Scalar = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]);
const Bound = Type.Optional(Type.Number());

/** One node, its children not looked at. */
export const SchemaNode = closed({
  type: Type.Optional(Type.Enum(['object', 'array', 'string', 'integer', 'number', 'boolean'])),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** The title in both languages; `title` alone is shown to everyone as it is. */
  'x-title': Type.Optional(LocalizedText),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  default: Type.Optional(Type.Unknown()),
  enum: Type.Optional(Type.Array(Scalar, { minItems: 1, maxItems: 200, uniqueItems: true })),
  const: Type.Optional(Scalar),
  minimum: Bound,
  maximum: Bound,
  exclusiveMinimum: Bound,
  exclusiveMaximum: Bound,
  multipleOf: Type.Optional(Type.Integer({ minimum: 1 })),
  minLength: Size,
  maxLength: Size,
  pattern: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  format: Type.Optional(Type.Enum([...parameterFormats])),
  properties: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  required: Type.Optional(Type.Array(Type.String(), { maxItems: 100, uniqueItems: true })),
  additionalProperties: Type.Optional(Type.Boolean()),
  items: Type.Optional(Type.Unknown()),
  minItems: Size,
  maxItems: Size,
  uniqueItems: Type.Optional(Type.Boolean()),
});
export type SchemaNode = Static<typeof SchemaNode>;

/** The whole schema describes an object: parameter by name. */
export const SchemaRoot = closed({
  ...SchemaNode.properties,
  $schema: Type.Optional(Type.Enum(['https://json-schema.org/draft/2020-12/schema'])),
  type: Type.Enum(['object']),
});

/** The keywords that say something of values of one type only. */
export const keywordsOfType: Readonly<Record<NonNullable<SchemaNode['type']>, readonly (keyof SchemaNode)[]>> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  boolean: [],
};
