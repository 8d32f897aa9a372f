import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

export const ReportName = Type.Enum(['licenses', 'certificates', 'issues']);
export type ReportName = Static<typeof ReportName>;
export const ReportFormat = Type.Enum(['csv', 'xlsx', 'pdf']);
export type ReportFormat = Static<typeof ReportFormat>;

export const OperationStatus = Type.Enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type OperationStatus = Static<typeof OperationStatus>;

/** Why a report may come to nothing; problems of the catalogue, some of which no operation answers with. */
export const reportFaults = [
  'report_too_long',
  'report_not_rendered',
  'report_beyond_rights',
  'report_query_outdated',
  'report_failed',
] as const;

/** Why work came to nothing: a code of the catalogue, in the words of whoever reads it. */
const Fault = closed({ code: Type.Enum([...reportFaults]), title: Type.String(), detail: Type.Optional(Type.String()) });

/** Long work, of whatever kind. `total` is null where nobody knows how much there is to do. */
export const Operation = closed({
  id: Uuid,
  kind: Type.Enum(['report']),
  status: OperationStatus,
  progress: closed({ done: Type.Integer({ minimum: 0 }), total: nullable(Type.Integer({ minimum: 0 })) }),
  /** Where what was made is; null until then. */
  result_url: nullable(Type.String()),
  problem: nullable(Fault),
  created_at: Instant,
  started_at: nullable(Instant),
  finished_at: nullable(Instant),
});
export type Operation = Static<typeof Operation>;

/**
 * What a list is asked for with its `?format=`, without that: filters, sort, columns and dialect as they stand in its address, several
 * values separated by commas.
 */
export const ReportQuery = Type.Record(Type.String({ pattern: '^[a-z_]{1,40}$' }), Type.String({ maxLength: 4_000 }), {
  additionalProperties: false,
  maxProperties: 40,
});
export type ReportQuery = Static<typeof ReportQuery>;

export const NewReport = closed({ report: ReportName, format: ReportFormat, query: Type.Optional(ReportQuery) });

/** The operation that makes a report, and what it made. Progress counts rows. */
export const ReportJob = closed({
  ...Operation.properties,
  report: ReportName,
  format: ReportFormat,
  query: ReportQuery,
  /** The name of the file; null until it is there. */
  file: nullable(Type.String()),
  /** In bytes. */
  size: nullable(Type.Integer({ minimum: 0 })),
  /** The file is kept until then. */
  expires_at: nullable(Instant),
});
export type ReportJob = Static<typeof ReportJob>;
