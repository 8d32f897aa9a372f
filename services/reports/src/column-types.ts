import type { ProblemParams } from '@kabinet/problem';
import type { Job } from './domain/job.ts';

/** What the database knows less exactly; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'job.report': Job['report'];
  'job.format': Job['format'];
  'job.locale': Job['locale'];
  'job.query': Job['query'];
  'job.status': Job['status'];
  'job.fault': NonNullable<Job['fault']>;
  'job.fault_params': ProblemParams;
}
