import { sql, type RawBuilder } from 'kysely';

/** Whether one of the columns, written `t.name`, contains what somebody typed into a search, in any case. */
export function matching(text: string, columns: readonly string[]): RawBuilder<boolean> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} ilike ${pattern}`),
    sql` or `,
  )})`;
}
