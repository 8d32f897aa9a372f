import { faultsOf } from '@kabinet/contract/validation';
import type { FieldFault } from '@kabinet/problem';
import { isWithinBounds, MAX_JSON_BYTES } from './bounds.ts';
import { fault, MAX_FAULTS, pointerStep } from './faults.ts';
import { patternFault } from './linear-pattern.ts';
import { keywordsOfType, SchemaNode, SchemaRoot } from './schema-node.ts';
import { validateParameters } from './validate-parameters.ts';

/** A JSON Schema that passed `checkParameterSchema`. */
export type ParameterSchema = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 5;
const MAX_PROPERTIES = 100;
const PARAMETER_NAME = /^[A-Za-z][\w-]{0,63}$/;

/**
 * The faults of what a vendor wrote as the schema of a product's parameters; empty when it may be used. Accepted is a
 * part of JSON Schema 2020-12 (`schema-node.ts`) for an object: without references, at most 5 levels deep, 100
 * properties and 32 KiB, with patterns that are proved to match in linear time. Pointers (RFC 6901) are relative to the schema.
 */
export function checkParameterSchema(schema: unknown): FieldFault[] {
  if (!isWithinBounds(schema)) return [fault('', 'schema_too_large', { limit: MAX_JSON_BYTES })];
  const walk: Walk = { faults: [], properties: 0, defaults: [] };
  checkNode(walk, schema, { pointer: '', depth: 1 });
  const faults = walk.faults.length > 0 ? walk.faults : defaultFaults(walk);
  return faults.slice(0, MAX_FAULTS);
}

interface Walk {
  readonly faults: FieldFault[];
  /** Nodes with a default, whose values are checked once the schema is known to be sound. */
  readonly defaults: { readonly pointer: string; readonly node: SchemaNode }[];
  properties: number;
}

interface Place {
  readonly pointer: string;
  /** The root stands at 1. */
  readonly depth: number;
}

function checkNode(walk: Walk, value: unknown, place: Place): void {
  if (place.depth > MAX_DEPTH) {
    walk.faults.push(fault(place.pointer, 'schema_too_deep', { limit: MAX_DEPTH }));
    return;
  }
  const shape = faultsOf(place.depth === 1 ? SchemaRoot : SchemaNode, value);
  const node = value as SchemaNode;
  const faults = shape.length > 0 ? shape : rules.flatMap((rule) => rule(node));
  walk.faults.push(...faults.map((found) => ({ ...found, pointer: place.pointer + found.pointer })));
  if (shape.length > 0) return;
  if (node.default !== undefined) walk.defaults.push({ pointer: place.pointer, node });
  checkChildren(walk, node, place);
}

function checkChildren(walk: Walk, node: SchemaNode, { pointer, depth }: Place): void {
  if (node.items !== undefined) checkNode(walk, node.items, { pointer: `${pointer}/items`, depth: depth + 1 });
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const place = { pointer: `${pointer}/properties${pointerStep(name)}`, depth: depth + 1 };
    walk.properties += 1;
    if (walk.properties > MAX_PROPERTIES) {
      walk.faults.push(fault(place.pointer, 'too_many_properties', { limit: MAX_PROPERTIES }));
      return;
    }
    if (!PARAMETER_NAME.test(name)) walk.faults.push(fault(place.pointer, 'invalid_parameter_name'));
    checkNode(walk, child, place);
  }
}

function defaultFaults({ defaults }: Walk): FieldFault[] {
  return defaults
    .filter(({ node }) => validateParameters(node, node.default).length > 0)
    .map(({ pointer }) => fault(`${pointer}/default`, 'invalid_default'));
}

/** What the shape of a single node cannot say: how its keywords fit each other. */
const rules = [checkType, checkKeywords, checkValues, checkRanges, checkRequired, checkList, checkPattern] as const;

function checkType(node: SchemaNode): FieldFault[] {
  const isDescribed = node.type !== undefined || node.enum !== undefined || node.const !== undefined;
  return isDescribed ? [] : [fault('/type', 'required')];
}

function checkKeywords(node: SchemaNode): FieldFault[] {
  const fitting: readonly string[] = node.type ? keywordsOfType[node.type] : [];
  return Object.keys(node).flatMap((keyword) => {
    const types = Object.entries(keywordsOfType).filter(([, keywords]) => (keywords as readonly string[]).includes(keyword));
    if (types.length === 0 || fitting.includes(keyword)) return [];
    return [fault(pointerStep(keyword), 'keyword_needs_type', { types: types.map(([type]) => type).join(', ') })];
  });
}

function checkValues(node: SchemaNode): FieldFault[] {
  const { type } = node;
  if (type === undefined) return [];
  const values = [
    ...(node.enum ?? []).map((value, index) => ({ pointer: `/enum/${index}`, value })),
    ...(node.const === undefined ? [] : [{ pointer: '/const', value: node.const }]),
  ];
  return values.filter(({ value }) => !isOfType(value, type)).map(({ pointer }) => fault(pointer, 'wrong_type', { expected: type }));
}

function isOfType(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

const PAIRS = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

function checkRanges(node: SchemaNode): FieldFault[] {
  return PAIRS.filter(([least, most]) => (node[least] ?? -Infinity) > (node[most] ?? Infinity)).map(([, most]) =>
    fault(`/${most}`, 'empty_range'),
  );
}

function checkRequired(node: SchemaNode): FieldFault[] {
  const properties = node.properties ?? {};
  return (node.required ?? []).flatMap((name, index) =>
    Object.hasOwn(properties, name) ? [] : [fault(`/required/${index}`, 'undeclared_property')],
  );
}

/** Comparing lists and objects with each other is quadratic; scalars are compared by hash. */
function checkList(node: SchemaNode): FieldFault[] {
  if (node.type !== 'array') return [];
  if (node.items === undefined) return [fault('/items', 'required')];
  const { type } = node.items as SchemaNode;
  const hasScalars = type !== undefined && type !== 'object' && type !== 'array';
  return node.uniqueItems && !hasScalars ? [fault('/uniqueItems', 'unique_needs_scalars')] : [];
}

function checkPattern(node: SchemaNode): FieldFault[] {
  const code = node.pattern === undefined ? undefined : patternFault(node.pattern);
  return code ? [fault('/pattern', code)] : [];
}
