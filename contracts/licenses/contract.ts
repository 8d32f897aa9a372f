import { defineContract } from '@kabinet/contract';
import { organizationFields } from '../organizations/problems.ts';
import { licenseEvents } from './events.ts';
import { importOperations } from './import-operations.ts';
import { licenseOperations } from './operations.ts';
import { renewalOperations } from './renewal-operations.ts';
import { licenseFields, licenseProblems } from './problems.ts';

export const licensesContract = defineContract('licenses', {
  operations: { ...licenseOperations, ...renewalOperations, ...importOperations },
  events: licenseEvents,
  problems: licenseProblems,
  // A purchase names its buyer, whose faults are those of an organization.
  fields: { ...licenseFields, inn_checksum: organizationFields.inn_checksum },
});
