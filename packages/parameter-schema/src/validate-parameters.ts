import type { FieldFault } from '@kabinet/problem';
import type { platformFields } from '@kabinet/problem/catalogue';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import * as Format from 'typebox/format';
import { isWithinBounds, MAX_JSON_BYTES } from './bounds.ts';
import { fault, MAX_FAULTS, pointerStep } from './faults.ts';
import type { parameterFormats } from './schema-node.ts';

/** Formats mean here what they mean in every request of the API. */
const formats: Record<(typeof parameterFormats)[number], (value: string) => boolean> = {
  date: Format.IsDate,
  email: Format.IsEmail,
  hostname: Format.IsHostname,
  ipv4: Format.IsIPv4,
  ipv6: Format.IsIPv6,
  uuid: Format.IsUuid,
};

const ajv = new Ajv2020({
  strict: true,
  strictTypes: true,
  strictRequired: true,
  allErrors: true,
  verbose: true,
  ownProperties: true,
  formats,
});
ajv.addVocabulary(['x-title']);

/** Compiled schemas, the most recently used last. Products are few; the bound holds the memory of many edits. */
const compiled = new Map<string, ValidateFunction>();
const MAX_COMPILED = 200;

/**
 * The faults of `value` against `schema`, which passed `checkParameterSchema`; empty when it fits. Pointers (RFC 6901) are
 * relative to the value, codes are those of `platformFields`.
 */
export function validateParameters(schema: Readonly<Record<string, unknown>>, value: unknown): FieldFault[] {
  if (!isWithinBounds(value)) return [fault('', 'too_long', { limit: MAX_JSON_BYTES })];
  const validate = validatorFor(schema);
  if (validate(value)) return [];
  const faults = new Map<string, FieldFault>();
  for (const error of validate.errors ?? []) {
    const found = faultOf(error);
    if (!faults.has(found.pointer)) faults.set(found.pointer, found);
  }
  return [...faults.values()].slice(0, MAX_FAULTS);
}

function validatorFor(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? compile(schema);
  compiled.delete(key);
  compiled.set(key, validate);
  if (compiled.size > MAX_COMPILED) {
    for (const oldest of compiled.keys()) {
      compiled.delete(oldest);
      break;
    }
  }
  return validate;
}

function compile(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const validate = ajv.compile(schema);
  // Ajv would keep every schema for ever; the validator works without its entry.
  ajv.removeSchema(schema);
  return validate;
}

const LIMITS: Readonly<Record<string, keyof typeof platformFields>> = {
  minLength: 'too_short',
  maxLength: 'too_long',
  minimum: 'too_small',
  exclusiveMinimum: 'too_small',
  maximum: 'too_large',
  exclusiveMaximum: 'too_large',
  minItems: 'too_few',
  maxItems: 'too_many',
};

function faultOf({ keyword, instancePath, params, parentSchema }: ErrorObject): FieldFault {
  const given = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'required':
      return fault(instancePath + pointerStep(String(given['missingProperty'])), 'required');
    case 'additionalProperties':
      return fault(instancePath + pointerStep(String(given['additionalProperty'])), 'unknown_field');
    case 'type':
      return fault(instancePath, 'wrong_type', { expected: String(given['type']) });
    case 'enum':
      return fault(instancePath, 'not_allowed', { allowed: (given['allowedValues'] as unknown[]).join(', ') });
    case 'const':
      return fault(instancePath, 'not_allowed', { allowed: String(given['allowedValue']) });
    case 'format':
      return fault(instancePath, 'invalid_format', { format: String(given['format']) });
    case 'pattern':
      return fault(instancePath, 'invalid_format', { format: describedForm(parentSchema) });
    case 'uniqueItems':
      return fault(instancePath, 'not_unique');
    default: {
      const code = LIMITS[keyword];
      return code ? fault(instancePath, code, { limit: Number(given['limit']) }) : fault(instancePath, 'invalid');
    }
  }
}

/** What a product team says that it expects; an expression tells people nothing. */
function describedForm(schema: Readonly<Record<string, unknown>> | undefined): string {
  const description = schema?.['description'];
  return typeof description === 'string' ? description : 'pattern';
}
