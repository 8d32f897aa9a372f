import { problem, type ProblemError } from '@kabinet/problem';
import { RenderError } from '@kabinet/rendering/render-error';
import { Readable } from 'node:stream';
import type { ReportsContext } from '../context.ts';
import { chosenColumns } from '../domain/table.ts';
import { createTimes } from '../domain/times.ts';
import { filterLines, type Filter } from '../printing/filter-words.ts';
import { createFormats, type Formats } from '../printing/formats.ts';
import { printRows } from '../printing/report-rows.ts';
import { viewReport, type ReportFacts, type ReportView } from '../printing/report-view.ts';
import { printingTemplate } from '../printing/template.ts';
import { namesOfFilter } from './name-filter.ts';
import { named, type Export, type File } from './write-table.ts';

const MOST_ROWS = 10_000;
/** Beyond, tags for those who hear a document would take half a gigabyte and most of the file, and a compiler is not kept as large as it grew. */
const LARGE = 1_000;

type PdfExport<Row, Name extends string> = Export<Row, Name> & { readonly filter: Filter };

/**
 * A list as PDF/A, made whole before its first byte is sent. Refuses with `report_too_long` what has more than 10,000 rows, with
 * `report_not_rendered` what cannot be typeset, and with `unavailable` when too many are waiting.
 */
export function asPdf<Row, Name extends string>(context: ReportsContext, asked: PdfExport<Row, Name>): File {
  return named(context, asked.report, 'pdf', async (signal) => {
    const { locale } = context.origin;
    const columns = chosenColumns(asked.report, asked.columns);
    const formats = createFormats(locale, createTimes(context.installation.timeZone));
    const rows = await printRows(await asked.open(), columns, { locale, formats, limit: MOST_ROWS, namesOf: asked.report.names });
    if (!rows) throw problem('report_too_long', { params: { limit: MOST_ROWS } });
    const facts = await factsOf(context, asked, formats, rows.names);
    return Readable.from([await render(context, viewReport(rows, columns, facts), signal)]);
  });
}

async function factsOf<Row, Name extends string>(
  context: ReportsContext,
  { report, filter }: PdfExport<Row, Name>,
  formats: Formats,
  inRows: ReadonlyMap<string, string>,
): Promise<ReportFacts> {
  const { locale } = context.origin;
  const headings = Object.fromEntries(report.order.map((name) => [name, report.columns[name].heading]));
  const names = new Map([...inRows, ...(await namesOfFilter(context, filter))]);
  return {
    locale,
    vendor: context.installation.vendor[locale],
    title: report.title[locale],
    day: context.today(),
    filter: filterLines(filter, { locale, formats, headings, names }),
    formats,
  };
}

async function render(context: ReportsContext, data: ReportView, signal: AbortSignal): Promise<Uint8Array> {
  const createdAt = new Date(`${context.today()}T00:00:00Z`);
  const isLarge = data.rows.length > LARGE;
  const job = { template: printingTemplate, data, locale: data.locale, createdAt, tagged: !isLarge, isLast: isLarge, signal };
  try {
    return await context.state.renderer.render(job);
  } catch (error) {
    throw error instanceof RenderError ? refusalOf(context, error) : error;
  }
}

function refusalOf(context: ReportsContext, error: RenderError): ProblemError {
  switch (error.kind) {
    case 'busy':
    case 'closed':
    case 'crashed':
      return problem('unavailable', { headers: { 'retry-after': '10' }, cause: error });
    case 'template_error':
    case 'timeout':
    case 'memory':
      context.log.error({ err: error, diagnostics: error.diagnostics }, 'a report was not rendered');
      return problem('report_not_rendered', { cause: error });
  }
}
