import { defineContract } from '@kabinet/contract';
import { advisoryOperations } from './advisory-operations.ts';
import { advisoryFields, advisoryProblems } from './advisory-problems.ts';
import { csafOperations } from './csaf-operations.ts';
import { productEvents } from './events.ts';
import { productOperations } from './operations.ts';
import { productFields, productProblems } from './problems.ts';

export const productsContract = defineContract('products', {
  operations: { ...productOperations, ...advisoryOperations, ...csafOperations },
  events: productEvents,
  problems: { ...productProblems, ...advisoryProblems },
  fields: { ...productFields, ...advisoryFields },
});
