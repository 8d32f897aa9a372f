import type { Input } from '@kabinet/contract';
import type { reportsContract } from '@kabinet/contracts/reports';
import type { Operation, ReportJob } from '@kabinet/contracts/reports/job-resources';
import { reportProblems } from '@kabinet/contracts/reports/problems';
import { phrase, problem, type Locale } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import type { Job } from '../domain/job.ts';
import { isBeyond } from '../queries/job-reach.ts';
import { findJob, listJobs } from '../queries/job.ts';
import { lists } from './lists.ts';

type ListQuery = Input<(typeof reportsContract)['operations']['listReports']>['query'];

/** Who calls. Machines report on nothing, so that it is a person. */
export function whoAsks({ origin: { principal } }: ReportsContext): string {
  if (principal.kind !== 'user') throw problem('forbidden');
  return principal.id;
}

/** The caller's own. Throws `missing` for everybody else's, as for what there is not. */
export async function ownJob(context: ReportsContext, id: string, missing: 'operation_not_found' | 'report_not_found'): Promise<Job> {
  const job = await findJob(context.system, id, whoAsks(context), context.now().toISOString());
  if (!job) throw problem(missing);
  return job;
}

/** Where the caller may not have the file any more, it is said why. Throws `operation_not_found`. */
export async function readOperation(context: ReportsContext, id: string): Promise<Operation> {
  const job = await ownJob(context, id, 'operation_not_found');
  const operation = operationOf(context, job);
  if (job.status !== 'done' || !(await isBeyondRights(context, job))) return operation;
  return { ...operation, result_url: null, problem: faultIn({ fault: 'report_beyond_rights', fault_params: null }, context.origin.locale) };
}

/** Whether a report shows what the caller may not report on and see now. */
export async function isBeyondRights(context: ReportsContext, { id, report }: Pick<Job, 'id' | 'report'>): Promise<boolean> {
  for (const permission of lists[report].rights) {
    if (await isBeyond(context.system, id, permission, context.scope(permission))) return true;
  }
  return false;
}

export async function readReports(context: ReportsContext, query: ListQuery) {
  const page = await listJobs(context, whoAsks(context), query);
  return { ...page, items: page.items.map((job) => reportOf(context, job)) };
}

function reportOf(context: ReportsContext, job: Job): ReportJob {
  const { report, format, query, file, size, expires_at } = job;
  return { ...operationOf(context, job), report, format, query, file, size, expires_at };
}

function operationOf({ installation, origin }: ReportsContext, job: Job): Operation {
  const { id, status, rows, total, created_at, started_at, finished_at } = job;
  return {
    id,
    kind: 'report',
    status,
    progress: { done: rows, total },
    result_url: status === 'done' ? `${installation.publicUrl}/api/v1/reports/${id}/content` : null,
    problem: faultIn(job, origin.locale),
    created_at,
    started_at,
    finished_at,
  };
}

/** Why it came to nothing, in the words of whoever reads it. */
function faultIn({ fault, fault_params }: Pick<Job, 'fault' | 'fault_params'>, locale: Locale): Operation['problem'] {
  if (fault === null) return null;
  const { title, detail } = reportProblems[fault];
  return { code: fault, title: title[locale], detail: phrase(detail, fault_params ?? {}, locale) };
}
