import type { Format } from '../i18n/use-format.ts';

type Scalar = string | number | boolean;

/** A node of a product's parameter schema: the part of JSON Schema 2020-12 that the products service accepts. */
export interface ParameterNode {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly title?: string;
  /** The title in both languages; `title` alone is shown to everyone as it is. */
  readonly 'x-title'?: { readonly ru: string; readonly en: string };
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, ParameterNode>>;
  readonly required?: readonly string[];
  readonly items?: ParameterNode;
  readonly uniqueItems?: boolean;
}

/** What a parameter is asked by; `json` is for what has no input of its own, such as a list of objects. */
export type ParameterInput = 'choice' | 'choices' | 'number' | 'boolean' | 'text' | 'lines' | 'group' | 'json';

export function inputOf(node: ParameterNode): ParameterInput {
  if (optionsOf(node).length > 0) return 'choice';
  switch (node.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'text';
    case 'object':
      return node.properties === undefined ? 'json' : 'group';
    case 'array':
      return inputOfList(node.items ?? {});
    default:
      return 'json';
  }
}

function inputOfList(items: ParameterNode): ParameterInput {
  const input = inputOf(items);
  if (input === 'choice') return 'choices';
  return input === 'text' || input === 'number' ? 'lines' : 'json';
}

/** What the parameter called `name` is called in the reader's language. */
export function titleOf({ title, 'x-title': titles }: ParameterNode, name: string, format: Pick<Format, 'text'>): string {
  return titles ? format.text(titles) : (title ?? name);
}

/** The only values that the node allows; empty when it allows others. */
export function optionsOf({ enum: values, const: only }: ParameterNode): readonly Scalar[] {
  return only === undefined ? (values ?? []) : [only];
}

/** The smallest and largest number that the node allows. An exclusive bound of whole numbers is the next one inside. */
export function boundsOf(node: ParameterNode): { readonly min?: number; readonly max?: number } {
  const step = node.type === 'integer' ? 1 : 0;
  const min = node.minimum ?? (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + step);
  const max = node.maximum ?? (node.exclusiveMaximum === undefined ? undefined : node.exclusiveMaximum - step);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** What was entered, without what was left empty: what the API takes as `parameters`. */
export function givenParameters(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => [name, isGroup(value) ? givenParameters(value) : value] as const);
  return Object.fromEntries(entries.filter(([, value]) => isGiven(value)));
}

export function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
