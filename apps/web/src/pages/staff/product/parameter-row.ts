import { inputOf, type ParameterNode } from '../../../forms/parameter-node.ts';

/** What a parameter is, in the words of the table; `other` is what only JSON can say. */
export type RowKind = 'text' | 'integer' | 'number' | 'boolean' | 'choice' | 'choices' | 'other';

export const rowKinds: readonly Exclude<RowKind, 'other'>[] = ['choice', 'choices', 'integer', 'number', 'text', 'boolean'];

/** A parameter as the table shows it: all that its node says is kept, also what the table does not show. */
export interface ParameterRow {
  /** The same while its name is being typed. */
  readonly key: number;
  readonly name: string;
  readonly isRequired: boolean;
  readonly titles: Titles;
  /** Without its titles. */
  readonly node: ParameterNode;
}

export interface Titles {
  readonly ru: string;
  readonly en: string;
}

export function kindOf(node: ParameterNode): RowKind {
  // A list that has no values yet is one already.
  if (isChoice(node)) return 'choice';
  if (node.type === 'array' && isChoice(node.items ?? {})) return 'choices';
  const input = inputOf(node);
  switch (input) {
    case 'number':
      return node.type === 'integer' ? 'integer' : 'number';
    case 'text':
    case 'boolean':
      return input;
    default:
      return 'other';
  }
}

function isChoice({ enum: values, type }: ParameterNode): boolean {
  return values !== undefined && (type === undefined || type === 'string') && values.every((value) => typeof value === 'string');
}

/** The node with another kind: its hint stays, limits and values of the kind before go. */
export function withKind(node: ParameterNode, kind: RowKind): ParameterNode {
  const words: ParameterNode = node.description === undefined ? {} : { description: node.description };
  const values = valuesOf(node);
  switch (kind) {
    case 'choice':
      return { ...words, type: 'string', enum: values };
    case 'choices':
      return { ...words, type: 'array', items: { type: 'string', enum: values }, uniqueItems: true };
    case 'text':
      return { ...words, type: 'string' };
    case 'integer':
    case 'number':
    case 'boolean':
      return { ...words, type: kind };
    case 'other':
      return node;
  }
}

/** The allowed values of a choice; empty for what is none. */
export function valuesOf(node: ParameterNode): readonly string[] {
  return (node.enum ?? node.items?.enum ?? []).map(String);
}

export function withValues(node: ParameterNode, values: readonly string[]): ParameterNode {
  return node.items ? { ...node, items: { ...node.items, enum: values } } : { ...node, enum: values };
}

/** A parameter that stands in a schema, as a row. */
export function rowOf(key: number, name: string, node: ParameterNode, isRequired: boolean): ParameterRow {
  const { title = '', 'x-title': titles, ...rest } = node;
  return { key, name, isRequired, titles: titles ?? { ru: title, en: '' }, node: rest };
}

/** The node that a row means. One title is shown in either language; beside two stands the Russian, for who reads one only. */
export function nodeOf({ titles: { ru, en }, node }: ParameterRow): ParameterNode {
  if (ru === '' && en === '') return node;
  return { title: ru || en, ...(ru !== '' && en !== '' ? { 'x-title': { ru, en } } : {}), ...node };
}

type Keyword = 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'default' | 'description';

/** The node with a keyword set, or without it when `value` is undefined. */
export function withKeyword(node: ParameterNode, keyword: Keyword, value: unknown): ParameterNode {
  const { [keyword]: _, ...rest } = node;
  return value === undefined ? rest : { ...rest, [keyword]: value };
}

/** Why a parameter may not be called so; the API refuses it too. */
export function nameFault(rows: readonly ParameterRow[], { key, name }: ParameterRow): 'name_form' | 'name_twice' | undefined {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) return 'name_form';
  return rows.some((other) => other.key !== key && other.name === name) ? 'name_twice' : undefined;
}
