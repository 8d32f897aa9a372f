import type { Narrowing } from '@kabinet/database/reach';
import { reachOf, within } from '@kabinet/database/reach';
import type { FigureKind } from '@kabinet/contracts/reports/resources';
import { sql } from 'kysely';
import type { ReportsContext } from '../context.ts';
import { query } from '../tables.ts';

/** How many things, and units in them, are alike. */
export interface Figure {
  readonly product_id: string;
  readonly status: string;
  readonly month: string | null;
  readonly things: number;
  readonly units: number;
}

/** What is reported on by the one right and seen by the other; both are asked for. */
export interface Rights {
  readonly reports: 'reports.read' | 'reports.read_issues';
  readonly sees: 'licenses.read' | 'issues.read' | 'reports.read_issues';
}

/** The figures of these kinds within the organizations where the caller has both rights; of all of them from those that are kept as one. */
export async function findFigures(
  context: ReportsContext,
  kinds: readonly FigureKind[],
  rights: Rights,
  narrowing: Narrowing,
): Promise<Figure[]> {
  const [reports, sees] = [context.scope(rights.reports), context.scope(rights.sees)];
  const isAll = reports.kind === 'everywhere' && sees.kind === 'everywhere' && narrowing.cabinet_id === undefined;
  const sums = [sql<number>`sum(t.things)::bigint`.as('things'), sql<number>`sum(t.units)::bigint`.as('units')] as const;
  const alike = ['t.product_id', 't.status', 't.month'] as const;
  if (isAll) {
    const all = query
      .selectFrom('vendor_figure as t')
      .select(alike)
      .select(sums)
      .where('t.kind', 'in', [...kinds]);
    return context.db.rows(all.groupBy(alike).having(sql`sum(t.things)`, '>', 0));
  }
  const some = query
    .selectFrom('figure as t')
    .select(alike)
    .select(sums)
    .where('t.kind', 'in', [...kinds]);
  const reached = some.where(within(reachOf(reports, narrowing), 't')).where(within(reachOf(sees), 't'));
  return context.db.rows(reached.groupBy(alike).having(sql`sum(t.things)`, '>', 0));
}
