import { defineContract } from '@kabinet/contract';
import { advisoryOperations } from './advisory-operations.ts';
import { advisoryFields, advisoryProblems } from './advisory-problems.ts';
import { csafOperations } from './csaf-operations.ts';
import { artifactFields } from '../artifacts/problems.ts';
import { productEvents, releaseEvents } from './events.ts';
import { productOperations } from './operations.ts';
import { productFields, productProblems } from './problems.ts';
import { releaseOperations } from './release-operations.ts';

export const productsContract = defineContract('products', {
  operations: { ...productOperations, ...releaseOperations, ...advisoryOperations, ...csafOperations },
  events: { ...productEvents, ...releaseEvents },
  problems: { ...productProblems, ...advisoryProblems },
  // Of a held release the faults are those of its upload.
  fields: { ...artifactFields, ...productFields, ...advisoryFields },
});
