import type { SortField, TenantSelect } from '@kabinet/database/keyset';
import { sql } from 'kysely';
import { hasStatus } from './term.ts';

/** Sorts that licences and certificates share. */
export const TERM_SORTS = {
  created_at: { expression: sql`t.created_at`, type: 'timestamptz' },
  number: { expression: sql`t.number`, type: 'text' },
  valid_from: { expression: sql`t.valid_from`, type: 'date' },
} as const satisfies Record<string, SortField>;

/** Filters that licences and certificates share. Dates are calendar dates, both ends included. */
export interface TermFilters {
  readonly q?: string;
  readonly number?: string;
  readonly status?: readonly string[];
  readonly product_id?: readonly string[];
  readonly purchase_id?: string;
  readonly valid_from_from?: string;
  readonly valid_from_until?: string;
  readonly valid_until_from?: string;
  readonly valid_until_until?: string;
  readonly created_from?: string;
  readonly created_until?: string;
}

/** Narrows a select over `t` (the term), `o` (its organization) and `p` (its product). */
export function applyTermFilters<Row>(select: TenantSelect<Row>, filters: TermFilters, today: string): TenantSelect<Row> {
  let narrowed = select;
  if (filters.q !== undefined) narrowed = narrowed.where(matching(filters.q));
  if (filters.number !== undefined) narrowed = narrowed.where('t.number', '=', filters.number);
  if (filters.status) narrowed = narrowed.where(hasStatus(today, filters.status));
  if (filters.product_id) narrowed = narrowed.where('t.product_id', 'in', filters.product_id);
  if (filters.purchase_id !== undefined) narrowed = narrowed.where('t.purchase_id', '=', filters.purchase_id);
  return applyRanges(narrowed, filters);
}

function applyRanges<Row>(select: TenantSelect<Row>, filters: TermFilters): TenantSelect<Row> {
  let narrowed = select;
  const bounds = [
    ['t.valid_from', '>=', filters.valid_from_from],
    ['t.valid_from', '<=', filters.valid_from_until],
    ['t.valid_until', '>=', filters.valid_until_from],
    ['t.valid_until', '<=', filters.valid_until_until],
    ['t.created_at', '>=', filters.created_from],
  ] as const;
  for (const [column, operator, bound] of bounds) {
    if (bound !== undefined) narrowed = narrowed.where(column, operator, bound);
  }
  if (filters.created_until !== undefined) narrowed = narrowed.where(sql<boolean>`t.created_at < ${filters.created_until}::date + 1`);
  return narrowed;
}

function matching(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`(t.number ilike ${pattern} or o.name ilike ${pattern} or p.name->>'ru' ilike ${pattern} or p.name->>'en' ilike ${pattern})`;
}
