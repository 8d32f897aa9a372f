import { defineContract } from '@kabinet/contract';
import { reportOperations } from './operations.ts';

/** Reports refuse in the words of the platform alone: what they show is refused by the services that own it. */
export const reportsContract = defineContract('reports', { operations: reportOperations, problems: {} });
