import type { Product } from '@kabinet/contracts/products/resources';
import { createBuilder } from '@kabinet/database/builder';
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';

export interface Tables {
  product: {
    id: string;
    slug: string;
    name: JSONColumnType<Product['name']>;
    description: JSONColumnType<NonNullable<Product['description']>> | null;
    parameters: JSONColumnType<Product['parameters']>;
    support_levels: JSONColumnType<Product['support_levels']>;
    update_policy: Product['update_policy'];
    security_policy: Product['security_policy'];
    status: Generated<Product['status']>;
    search: GeneratedAlways<string>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
}

export const query = createBuilder<Tables>();

type JsonColumn = 'name' | 'description' | 'parameters' | 'support_levels';
type AsJson<Row> = { [Column in keyof Row]: Column extends JsonColumn ? string | Extract<Row[Column], null> : Row[Column] };

/** The row with its JSON columns as text; the driver would send a list as a PostgreSQL array. */
export function jsonColumns<Row extends object>(row: Row): AsJson<Row> {
  const columns = new Set<string>(['name', 'description', 'parameters', 'support_levels'] satisfies JsonColumn[]);
  const entries = Object.entries(row).map(([column, value]) => [column, columns.has(column) && value !== null ? JSON.stringify(value) : value]);
  return Object.fromEntries(entries) as AsJson<Row>;
}
