import { isNowhere } from '@kabinet/contract/access';
import type { IssueFigures, Summary, TermFigures } from '@kabinet/contracts/reports/resources';
import type { Narrowing } from '@kabinet/database/reach';
import { problem, type Text } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import { monthOf } from '../domain/figures.ts';
import { addMonths, countsBy, monthsFrom, totalOf } from '../domain/series.ts';
import { findFigures, type Figure } from '../queries/figure.ts';
import { findProductNames } from '../queries/product.ts';

const TERMS = { reports: 'reports.read', sees: 'licenses.read' } as const;
const ISSUES = { reports: 'reports.read_issues', sees: 'issues.read' } as const;
/** Of the vendor's people some report on requests whose contents are none of their business: how many there are tells nothing of these. */
const ALL_ISSUES = { reports: 'reports.read_issues', sees: 'reports.read_issues' } as const;
const MONTHS = 12;
const OVER: readonly string[] = ['resolved', 'closed'];

/** The figures of what the caller may report on beside seeing it. Staff are told of private requests too, customers are not. */
export async function summarize(context: ReportsContext, narrowing: Narrowing): Promise<Summary> {
  if (narrowing.descendants === false && narrowing.cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  const mayTerms = !isNowhere(context.scope('reports.read'));
  const isStaff = context.scope('reports.read_issues').kind === 'everywhere';
  const [licenses, certificates, issues] = await Promise.all([
    mayTerms ? findFigures(context, ['license'], TERMS, narrowing) : null,
    mayTerms ? findFigures(context, ['certificate'], TERMS, narrowing) : null,
    isStaff ? findFigures(context, ['issue', 'private_issue'], ALL_ISSUES, narrowing) : findFigures(context, ['issue'], ISSUES, narrowing),
  ]);
  const ids = [...(licenses ?? []), ...(certificates ?? []), ...issues].map(({ product_id }) => product_id);
  const names = await findProductNames(context.db, [...new Set(ids)]);
  const today = context.today();
  return {
    as_of: today,
    licenses: licenses && termFigures(licenses, names, today),
    certificates: certificates && termFigures(certificates, names, today),
    issues: issueFigures(issues, names, today),
  };
}

function termFigures(figures: readonly Figure[], names: ReadonlyMap<string, Text>, today: string): TermFigures {
  const active = figures.filter(({ status }) => status === 'active');
  return {
    total: totalOf(figures),
    units: figures.reduce((sum, { units }) => sum + units, 0),
    by_status: statusCounts<TermFigures['by_status'][number]['status']>(figures),
    by_product: byProduct(figures, names),
    ending: monthsFrom(countsBy(active, 'month'), monthOf(today), MONTHS),
  };
}

function issueFigures(figures: readonly Figure[], names: ReadonlyMap<string, Text>, today: string): IssueFigures {
  return {
    total: totalOf(figures),
    open: totalOf(figures.filter(({ status }) => !OVER.includes(status))),
    by_status: statusCounts<IssueFigures['by_status'][number]['status']>(figures),
    by_product: byProduct(figures, names),
    opened: monthsFrom(countsBy(figures, 'month'), addMonths(monthOf(today), 1 - MONTHS), MONTHS),
  };
}

/** The statuses are those of the services that told of them. */
function statusCounts<Status extends string>(figures: readonly Figure[]): { status: Status; count: number }[] {
  return [...countsBy(figures, 'status')].map(([status, count]) => ({ status: status as Status, count }));
}

function byProduct(figures: readonly Figure[], names: ReadonlyMap<string, Text>): TermFigures['by_product'] {
  const units = countsBy(figures, 'product_id', 'units');
  return [...countsBy(figures, 'product_id')].map(([id, count]) => ({
    product: { id, name: names.get(id) ?? null },
    count,
    units: units.get(id) ?? 0,
  }));
}
