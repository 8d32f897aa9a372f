import { sql } from 'kysely';
import { createBuilder } from './builder.ts';
import type { Queryable, Transaction } from './session.ts';

/** A name in both languages. */
interface Name {
  readonly ru: string;
  readonly en: string;
}

const query = createBuilder<Record<string, never>>();

/** The name that was chosen in the portal; undefined where none was. */
export async function findVendorName(db: Queryable): Promise<Name | undefined> {
  return db.first(sql<Name>`select name_ru as ru, name_en as en from vendor where name_ru is not null`.compile(query));
}

/** Records what an event said of the vendor. Events may come twice and in any order: the newest version stays. Needs the system role. */
export async function recordVendor(tx: Transaction, name: Name | null, version: number): Promise<void> {
  await tx.execute(
    sql`insert into vendor (name_ru, name_en, version) values (${name?.ru ?? null}, ${name?.en ?? null}, ${version})
      on conflict (only_row) do update set name_ru = excluded.name_ru, name_en = excluded.name_en, version = excluded.version
      where vendor.version < excluded.version`.compile(query),
  );
}
