import { defineContract } from '@kabinet/contract';
import { documentEvents } from './events.ts';
import { documentOperations } from './operations.ts';
import { documentFields, documentProblems } from './problems.ts';

export const documentsContract = defineContract('documents', {
  operations: documentOperations,
  events: documentEvents,
  problems: documentProblems,
  fields: documentFields,
});
