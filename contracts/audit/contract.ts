import { defineContract } from '@kabinet/contract';
import { auditOperations } from './operations.ts';

/** The audit log publishes nothing: it is where every event ends. */
export const auditContract = defineContract('audit', { operations: auditOperations, problems: {} });
