/** What parameters a product's licences have: the schema that a vendor writes, checked, and values checked against it. */
export { checkParameterSchema, type ParameterSchema } from './check-schema.ts';
export { schemaFaultCodes } from './faults.ts';
export { validateParameters } from './validate-parameters.ts';
