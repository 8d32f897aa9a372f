import { describe, expect, it } from 'vitest';
import { kindOf, nodeOf, rowOf, valuesOf, withKeyword, withKind, withValues } from './parameter-row.ts';
import { emptySchema, jsonOf, schemaOf, tableOf, type Schema } from './schema-draft.ts';

const schema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['edition'],
  properties: {
    edition: { enum: ['desktop', 'server'], title: 'Редакция' },
    hosts: { type: 'array', items: { type: 'string', pattern: '^a$' }, maxItems: 3 },
    cores: { type: 'integer', minimum: 1, title: 'Ядер', 'x-title': { ru: 'Ядер', en: 'Cores' } },
  },
};

describe('a draft', () => {
  it('means the schema that it was made of, as a table and as JSON', () => {
    expect(schemaOf(tableOf(schema))).toEqual(schema);
    expect(schemaOf(jsonOf(schema))).toEqual(schema);
    expect(schemaOf(tableOf(emptySchema))).toEqual(emptySchema);
  });

  it('means nothing while its text is no object, or a name stands twice', () => {
    for (const text of ['{', '[]', 'null', '']) expect(schemaOf({ mode: 'json', text })).toBeUndefined();
    const row = { name: 'a', isRequired: false, titles: { ru: '', en: '' }, node: {} };
    expect(
      schemaOf({
        mode: 'table',
        rest: {},
        rows: [
          { key: 1, ...row },
          { key: 2, ...row },
        ],
      }),
    ).toBeUndefined();
  });

  it('makes a table of whatever is being typed', () => {
    const broken = { type: 'object', properties: { a: 5 }, required: 'a' };
    expect(schemaOf(tableOf(broken))).toEqual({ type: 'object', properties: { a: {} } });
  });
});

describe('a row', () => {
  it.each([
    [{ enum: ['a'] }, 'choice'],
    [{ enum: [1, 2] }, 'other'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'string' } }, 'other'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'object', properties: {} }, 'other'],
  ] as const)('%j is a %s', (node, kind) => expect(kindOf(node)).toBe(kind));

  it('keeps its hint and values when it becomes another kind, and loses its limits', () => {
    const node = { type: 'integer', minimum: 1, description: 'физических', default: 3 } as const;
    expect(withKind(node, 'text')).toEqual({ type: 'string', description: 'физических' });
    const several = withKind({ enum: ['a', 'b'] }, 'choices');
    expect(several).toEqual({ type: 'array', items: { type: 'string', enum: ['a', 'b'] }, uniqueItems: true });
    expect(valuesOf(withKind(withValues(several, ['c']), 'choice'))).toEqual(['c']);
  });

  it('has one title for both languages, or two', () => {
    const row = rowOf(0, 'cores', { type: 'integer' }, false);
    expect(nodeOf(row)).toEqual({ type: 'integer' });
    expect(nodeOf({ ...row, titles: { ru: '', en: 'Cores' } })).toEqual({ type: 'integer', title: 'Cores' });
    const both = nodeOf({ ...row, titles: { ru: 'Ядер', en: 'Cores' } });
    expect(both).toEqual({ type: 'integer', title: 'Ядер', 'x-title': { ru: 'Ядер', en: 'Cores' } });
    expect(rowOf(0, 'cores', both, false).titles).toEqual({ ru: 'Ядер', en: 'Cores' });
  });

  it('loses a keyword that is emptied', () => {
    expect(withKeyword({ type: 'integer', minimum: 1 }, 'minimum', undefined)).toEqual({ type: 'integer' });
    expect(withKeyword({ type: 'integer' }, 'maximum', 5)).toEqual({ type: 'integer', maximum: 5 });
  });
});
