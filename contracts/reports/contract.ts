import { defineContract } from '@kabinet/contract';
import { jobOperations } from './job-operations.ts';
import { reportOperations } from './operations.ts';
import { reportProblems } from './problems.ts';

/** What reports show is refused by the services that own it, in the words of the platform; these are refusals of the reports' own. */
export const reportsContract = defineContract('reports', {
  operations: { ...reportOperations, ...jobOperations },
  problems: reportProblems,
});
