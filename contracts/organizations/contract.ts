import { defineContract } from '@kabinet/contract';
import { closingOperations } from './closing-operations.ts';
import { closingEvents, organizationEvents } from './events.ts';
import { organizationOperations } from './operations.ts';
import { organizationFields, organizationProblems } from './problems.ts';

export const organizationsContract = defineContract('organizations', {
  operations: { ...organizationOperations, ...closingOperations },
  events: { ...organizationEvents, ...closingEvents },
  problems: organizationProblems,
  fields: organizationFields,
});
