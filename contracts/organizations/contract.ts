import { defineContract } from '@kabinet/contract';
import { closingOperations } from './closing-operations.ts';
import { closingEvents, organizationEvents, vendorEvents } from './events.ts';
import { organizationOperations } from './operations.ts';
import { vendorOperations } from './vendor-operations.ts';
import { organizationFields, organizationProblems } from './problems.ts';

export const organizationsContract = defineContract('organizations', {
  operations: { ...organizationOperations, ...closingOperations, ...vendorOperations },
  events: { ...organizationEvents, ...closingEvents, ...vendorEvents },
  problems: organizationProblems,
  fields: organizationFields,
});
