import type { Content } from '@kabinet/contract/content';
import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { problem } from '@kabinet/problem';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import type { AuditContext } from '../context.ts';
import { withChanges } from '../domain/entry-changes.ts';
import { columnsFor, rowOf } from '../domain/entry-table.ts';
import { exportEntries } from '../queries/export-entries.ts';
import type { EntryFilter } from '../queries/list-entries.ts';

/** Every entry under the filter, as the list shows them. */
export async function* exportRows(context: AuditContext, filter: EntryFilter): AsyncGenerator<AuditEntry> {
  for await (const entry of exportEntries(context, filter)) yield withChanges(entry);
}

/**
 * The same as a table that a Russian Excel opens by itself: UTF-8 with a byte order mark, semicolons, and nothing in it that
 * a spreadsheet would take for a formula.
 */
export function exportTable(context: AuditContext, filter: EntryFilter): Content {
  return {
    open: async () => {
      const table = stringify({
        bom: true,
        columns: columnsFor(context.origin.locale),
        delimiter: ';',
        escape_formulas: true,
        header: true,
        record_delimiter: 'windows',
      });
      // Whichever end breaks, the other is destroyed with its error, which the reader of the table is told.
      return pipeline(Readable.from(tableRows(context, filter)), table, () => {});
    },
  };
}

async function* tableRows(context: AuditContext, filter: EntryFilter) {
  for await (const entry of exportRows(context, filter)) yield rowOf(entry);
}

/** As in every list: `descendants` belongs to a cabinet. Throws `invalid_query`. */
export function checkFilter(filter: EntryFilter): EntryFilter {
  if (filter.descendants === false && filter.cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  return filter;
}
