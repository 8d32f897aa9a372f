import type { FieldFault } from '@kabinet/problem';
import type { platformFields } from '@kabinet/problem/catalogue';

/** Answers name as many faults as those of every other input. */
export const MAX_FAULTS = 64;

/** The codes that only a parameter schema's faults have; the rest are the platform's. Their texts stand in the contract that shows them. */
export const schemaFaultCodes = [
  'schema_too_large',
  'schema_too_deep',
  'too_many_properties',
  'invalid_parameter_name',
  'keyword_needs_type',
  'undeclared_property',
  'unique_needs_scalars',
  'empty_range',
  'invalid_default',
  'pattern_not_anchored',
  'pattern_unsupported',
  'pattern_ambiguous',
  'pattern_too_complex',
] as const;

type FaultCode = (typeof schemaFaultCodes)[number] | keyof typeof platformFields;

export function fault(pointer: string, code: FaultCode, params?: FieldFault['params']): FieldFault {
  return params ? { pointer, code, params } : { pointer, code };
}

/** `name` as a step of a JSON Pointer (RFC 6901). */
export function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
