import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { NewReport, Operation, OperationStatus, ReportJob, ReportName } from './job-resources.ts';

const params = closed({ id: Uuid });
/** Who may report on anything has reports made; each list asks for its own right beside. What they had made is each person's own. */
const reports = { kind: 'permission', permission: 'reports.read_issues' } as const;

export const jobOperations = {
  createReport: operation({
    summary: 'Have a list made into a file in the background, with exactly the filter, order, columns and language asked for',
    method: 'POST',
    path: '/reports/jobs',
    access: reports,
    body: NewReport,
    ok: { status: 202, body: Operation },
    problems: ['too_many_reports'],
    idempotency: 'honoured',
  }),
  listReports: operation({
    summary: 'List the reports that one had made, and those being made',
    method: 'GET',
    path: '/reports/jobs',
    access: reports,
    query: listQuery(['created_at'], { status: anyOf(OperationStatus), report: anyOf(ReportName) }),
    ok: { status: 200, body: page(ReportJob) },
    problems: [],
  }),
  downloadReport: operation({
    summary: 'Download a report that was made; whether one may still see all that is in it is decided at every request',
    method: 'GET',
    path: '/reports/{id}/content',
    access: reports,
    params,
    ok: { status: 200, stream: 'bytes' },
    problems: ['report_not_found', 'report_beyond_rights'],
  }),
  getOperation: operation({
    summary: 'Read how far long work has come that one asked for',
    method: 'GET',
    path: '/operations/{id}',
    access: reports,
    params,
    ok: { status: 200, body: Operation },
    problems: ['operation_not_found'],
  }),
  cancelOperation: operation({
    summary: 'Stop long work; of work that is over, take away what it made',
    method: 'DELETE',
    path: '/operations/{id}',
    access: reports,
    params,
    ok: { status: 204 },
    problems: ['operation_not_found'],
  }),
} as const;
