import type { OperationStatus, reportFaults, ReportFormat, ReportName, ReportQuery } from '@kabinet/contracts/reports/job-resources';
import type { ProblemParams } from '@kabinet/problem';

/** A report that somebody had made, as it is kept. Instants are RFC 3339. */
export interface Job {
  readonly id: string;
  readonly user_id: string;
  readonly report: ReportName;
  readonly format: ReportFormat;
  readonly locale: 'ru' | 'en';
  readonly query: ReportQuery;
  readonly status: OperationStatus;
  readonly run_id: string | null;
  readonly attempts: number;
  readonly rows: number;
  readonly total: number | null;
  readonly fault: JobFault | null;
  readonly fault_params: ProblemParams | null;
  readonly file: string | null;
  readonly size: number | null;
  readonly object_key: string | null;
  readonly sha256: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly expires_at: string | null;
}

/** Why a report came to nothing. */
export type JobFault = (typeof reportFaults)[number];

/** Errors that may pass by themselves are tried again so often. */
const ATTEMPTS = 5;

/** Whether what failed unexpectedly is given up. */
export function isLastAttempt({ attempts }: Pick<Job, 'attempts'>): boolean {
  return attempts >= ATTEMPTS;
}

/** Whether it was begun so often, and killed so often, that it would be killed again. */
export function isHopeless({ attempts }: Pick<Job, 'attempts'>): boolean {
  return attempts > 2 * ATTEMPTS;
}

/** By what the owner of a list refuses it: the code of a problem becomes what the person is told. Undefined for what may pass by itself. */
export function faultFor(code: string): JobFault | undefined {
  switch (code) {
    case 'report_too_long':
    case 'report_not_rendered':
      return code;
    case 'forbidden':
      return 'report_beyond_rights';
    case 'invalid_query':
      return 'report_query_outdated';
    default:
      return undefined;
  }
}
