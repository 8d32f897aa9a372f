import type { ParameterNode } from '../../../forms/parameter-node.ts';
import { nameFault, nodeOf, rowOf, type ParameterRow } from './parameter-row.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** A parameter schema while it is being edited: as a table, or as the text of its JSON. */
export type SchemaDraft =
  | {
      readonly mode: 'table';
      readonly rows: readonly ParameterRow[];
      /** What the schema says beside its parameters. */ readonly rest: Schema;
    }
  | { readonly mode: 'json'; readonly text: string };

export function tableOf(schema: Schema): SchemaDraft {
  const { properties = {}, required = [], ...rest } = schema;
  // Of a schema that the API has accepted these are an object and a list; of a text that is being typed they may be anything.
  const nodes = isObject(properties) ? Object.entries(properties) : [];
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const rows = nodes.map(([name, node], key) => rowOf(key, name, isObject(node) ? node : {}, names.includes(name)));
  return { mode: 'table', rows, rest };
}

export function jsonOf(schema: Schema): SchemaDraft {
  return { mode: 'json', text: JSON.stringify(schema, null, 2) };
}

/** The schema of a product that has no parameters yet. */
export const emptySchema: Schema = { type: 'object', additionalProperties: false, properties: {} };

/** The schema that the draft means; undefined when its text is no JSON of an object, or a parameter has no name of its own. */
export function schemaOf(draft: SchemaDraft): Schema | undefined {
  if (draft.mode === 'json') return parsed(draft.text);
  const { rows, rest } = draft;
  if (rows.some((row) => nameFault(rows, row) !== undefined)) return undefined;
  const required = rows.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const properties = Object.fromEntries(rows.map((row): [string, ParameterNode] => [row.name, nodeOf(row)]));
  return { ...rest, ...(required.length > 0 ? { required } : {}), properties };
}

function parsed(text: string): Schema | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
