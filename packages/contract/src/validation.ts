import type { FieldFault } from '@kabinet/problem';
import { Settings } from 'typebox/system';
import type { TObject, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

// One answer names every fault of an ordinary form; the bound keeps hostile input cheap.
Settings.Set({ maxErrors: 64 });

const validators = new WeakMap<TSchema, Validator>();

function validatorFor(schema: TSchema): Validator {
  let validator = validators.get(schema);
  if (!validator) validators.set(schema, (validator = Compile(schema)));
  return validator;
}

/** The faults of `value` against `schema`; empty when it fits. Pointers follow RFC 6901. */
export function faultsOf(schema: TSchema, value: unknown): FieldFault[] {
  const validator = validatorFor(schema);
  if (validator.Check(value)) return [];
  return collectFaults(validator.Errors(value), schema);
}

interface SchemaError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function collectFaults(errors: readonly SchemaError[], schema: TSchema): FieldFault[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    if (unions.some((union) => outspokenBy(union, error, schema))) continue;
    for (const fault of faultOf(error, schema)) {
      if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
    }
  }
  if (faults.size === 0) faults.set('', { pointer: '', code: 'invalid' });
  return [...faults.values()];
}

/** The branches of a failed union each complain. Of a value that may be null the other branch says what is wrong, else the union itself. */
function outspokenBy(union: SchemaError, error: SchemaError, schema: TSchema): boolean {
  const branches = schemaAt(schema, union.schemaPath)?.anyOf ?? [];
  const nullBranch = branches.findIndex((branch) => branch.type === 'null');
  if (branches.length !== 2 || nullBranch === -1) return error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`);
  return error === union || error.schemaPath === `${union.schemaPath}/anyOf/${nullBranch}`;
}

function faultOf(error: SchemaError, schema: TSchema): FieldFault[] {
  const pointer = error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return namesIn(params['requiredProperties'])
        .filter((name) => !name.includes('/'))
        .map((name) => ({ pointer: `${pointer}/${escapePointer(name)}`, code: 'required' }));
    case 'additionalProperties':
      return namesIn(params['additionalProperties']).map((name) => ({
        pointer: `${pointer}/${escapePointer(name)}`,
        code: 'unknown_field',
      }));
    case 'boolean':
      return error.schemaPath.endsWith('/additionalProperties') ? [{ pointer, code: 'unknown_field' }] : [{ pointer, code: 'invalid' }];
    case 'type':
      return [{ pointer, code: 'wrong_type', params: { expected: String(params['type']) } }];
    case 'enum':
    case 'const':
    case 'anyOf':
      return [unionFault(pointer, error, schema)];
    case 'format':
      return [{ pointer, code: 'invalid_format', params: { format: String(params['format']) } }];
    case 'pattern':
      // People are told what the schema's title names, see `format.<title>` among the texts of fields; never the expression.
      return [{ pointer, code: 'invalid_format', params: { format: schemaAt(schema, error.schemaPath)?.title ?? 'pattern' } }];
    default:
      return [{ pointer, code: LIMITS[error.keyword] ?? 'invalid', ...limitOf(params) }];
  }
}

const LIMITS: Readonly<Record<string, string>> = {
  minLength: 'too_short',
  maxLength: 'too_long',
  minimum: 'too_small',
  exclusiveMinimum: 'too_small',
  maximum: 'too_large',
  exclusiveMaximum: 'too_large',
  minItems: 'too_few',
  minProperties: 'too_few',
  maxItems: 'too_many',
  maxProperties: 'too_many',
  uniqueItems: 'not_unique',
};

function limitOf(params: Readonly<Record<string, unknown>>): { params?: Record<string, number> } {
  return typeof params['limit'] === 'number' ? { params: { limit: params['limit'] } } : {};
}

function unionFault(pointer: string, error: SchemaError, schema: TSchema): FieldFault {
  const at = schemaAt(schema, error.schemaPath);
  const allowed = (at?.enum ?? at?.anyOf?.map((branch) => branch.const)) as unknown[] | undefined;
  if (allowed?.every((value) => value !== undefined && typeof value !== 'object')) {
    return { pointer, code: 'not_allowed', params: { allowed: allowed.join(', ') } };
  }
  return { pointer, code: 'invalid' };
}

interface SchemaNode {
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly { readonly const?: unknown; readonly type?: unknown }[];
}

function schemaAt(schema: TSchema, path: string): SchemaNode | undefined {
  let node: unknown = schema;
  for (const step of path.split('/').slice(1)) node = (node as Record<string, unknown> | undefined)?.[unescapePointer(step)];
  return node as SchemaNode | undefined;
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A query string's values become what the schema expects; what cannot be converted stays and fails validation. */
export function convertQuery(schema: TObject, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // Built from entries, and looked up as own members only: `__proto__` and `constructor` are names like any other here.
  const converted = Object.entries(raw).map(([name, value]) => {
    const property: unknown = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    return [name, property ? convertValue(property, value) : value] as const;
  });
  return Object.fromEntries(converted);
}

interface ConvertibleSchema {
  readonly type?: string;
  readonly items?: ConvertibleSchema;
}

function convertValue(schema: ConvertibleSchema, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  switch (schema.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'array':
      return value.split(',').map((part) => convertValue(schema.items ?? {}, part));
    default:
      return value;
  }
}
