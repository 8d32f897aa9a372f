import { defineContract } from '@kabinet/contract';
import { productEvents } from './events.ts';
import { productOperations } from './operations.ts';
import { productFields, productProblems } from './problems.ts';

export const productsContract = defineContract('products', {
  operations: productOperations,
  events: productEvents,
  problems: productProblems,
  fields: productFields,
});
