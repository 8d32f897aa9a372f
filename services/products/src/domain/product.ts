import type { NewProduct, Product, ProductChanges } from '@kabinet/contracts/products/resources';
import { checkParameterSchema } from '@kabinet/parameter-schema';
import type { FieldFault } from '@kabinet/problem';

/** The faults of new or changed particulars beyond their shape; pointers are relative to the request's body. */
export function particularFaults(particulars: NewProduct | ProductChanges): FieldFault[] {
  return [...schemaFaults(particulars.parameters), ...levelFaults(particulars.support_levels ?? [])];
}

function schemaFaults(parameters: Product['parameters'] | undefined): FieldFault[] {
  if (parameters === undefined) return [];
  return checkParameterSchema(parameters).map((fault) => ({ ...fault, pointer: `/parameters${fault.pointer}` }));
}

/** Certificates name a level by its code, so that no product may have one twice. */
function levelFaults(levels: Product['support_levels']): FieldFault[] {
  const codes = levels.map((level) => level.code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) < index ? [{ pointer: `/support_levels/${index}/code`, code: 'not_unique' }] : [],
  );
}
