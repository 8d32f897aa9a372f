import { defineContract } from '@kabinet/contract';
import { organizationEvents } from './events.ts';
import { organizationOperations } from './operations.ts';
import { organizationFields, organizationProblems } from './problems.ts';

export const organizationsContract = defineContract('organizations', {
  operations: organizationOperations,
  events: organizationEvents,
  problems: organizationProblems,
  fields: organizationFields,
});
