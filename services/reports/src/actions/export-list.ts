import type { ReportFormat } from '@kabinet/contracts/reports/job-resources';
import { isProblem } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import type { Report } from '../domain/table.ts';
import type { Filter } from '../printing/filter-words.ts';
import { asPdf } from './print-table.ts';
import { asCsv, asXlsx, type File } from './write-table.ts';

/** A list that is reported on, of whichever rows. */
export interface List<Asked> {
  /** The right to report on it, and those by which its owner lets somebody see its rows: each of them, where one holds it at all. */
  readonly rights: readonly string[];
  /** What `asked` wants as a file; `seen` is told of every row that comes into it. */
  readonly file: (context: ReportsContext, format: ReportFormat, asked: Asked, seen?: Seen) => File;
  /** Throws what the owner of the list refuses, and makes nothing. */
  readonly tryOut: (context: ReportsContext, asked: Asked) => Promise<void>;
  /** How many rows there are to come, roughly, as a list may show what is not reported on; null where nobody says. */
  readonly count: (context: ReportsContext, asked: Asked) => Promise<number | null>;
}

/** Told of a row by the organizations that it is about. */
export type Seen = (organizationIds: readonly string[]) => void;

interface Parts<Row, Name extends string, Query> {
  readonly report: Report<Row, Name>;
  readonly rights: readonly string[];
  readonly organizationsOf: (row: Row) => readonly string[];
  /** Asks the owner in the caller's name: what they may not see never comes here, and what it refuses is refused before a byte is sent. */
  readonly open: (context: ReportsContext, query: Query) => Promise<AsyncIterable<Row>>;
  readonly count: (context: ReportsContext, query: Query) => Promise<{ total?: number }>;
}

type Asked<Name, Query> = Query & { readonly columns?: Name[]; readonly dialect?: 'excel' | 'plain' };

export function list<Row, Name extends string, Query extends object>(parts: Parts<Row, Name, Query>): List<Asked<Name, Query>> {
  return {
    rights: parts.rights,
    file(context, format, asked, seen) {
      const { columns, dialect, query } = split(asked);
      const open = async () => watched(await parts.open(context, query), parts.organizationsOf, seen);
      const wanted = { report: parts.report, columns, open };
      switch (format) {
        case 'csv':
          return asCsv(context, { ...wanted, dialect });
        case 'xlsx':
          return asXlsx(context, wanted);
        case 'pdf':
          return asPdf(context, { ...wanted, filter: query as Filter });
      }
    },
    async tryOut(context, asked) {
      for await (const _row of await parts.open(context, split(asked).query)) break;
    },
    count: (context, asked) => counted(parts.count(context, split(asked).query)),
  };
}

/** The owner of a list knows its rows; which columns they get, and how they are written, is decided here. */
function split<Name, Query extends object>({ columns, dialect, ...query }: Asked<Name, Query>) {
  // What is left when the two are taken away is what they were added to.
  return { columns, dialect, query: query as unknown as Query };
}

function watched<Row>(rows: AsyncIterable<Row>, organizationsOf: (row: Row) => readonly string[], seen: Seen | undefined) {
  if (!seen) return rows;
  const tell = seen;
  async function* told(): AsyncGenerator<Row> {
    for await (const row of rows) {
      tell(organizationsOf(row));
      yield row;
    }
  }
  return told();
}

/** Who may report on a list but not see it, or waits too long for its length, gets the report all the same. */
async function counted(counting: Promise<{ total?: number }>): Promise<number | null> {
  try {
    return (await counting).total ?? null;
  } catch (error) {
    if (isProblem(error, 'forbidden', 'deadline_exceeded', 'unavailable')) return null;
    throw error;
  }
}
