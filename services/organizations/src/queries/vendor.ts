import type { LogoType } from '@kabinet/contracts/organizations/vendor-resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** All of the settings but the picture's bytes. */
export type VendorRow = Omit<Selectable<Tables['vendor_settings']>, 'logo' | 'only_row'> & { logo_size: number | null };

const selectVendor = query
  .selectFrom('vendor_settings')
  .select(['name', 'accent', 'logo_type', 'logo_hash', 'version', 'updated_at', sql<number | null>`length(logo)`.as('logo_size')]);

export async function findVendor(db: Queryable): Promise<VendorRow> {
  return theRow(await db.first(selectVendor));
}

/** The settings, locked until the transaction ends. */
export async function lockVendor(tx: Transaction): Promise<VendorRow> {
  return theRow(await tx.first(selectVendor.forUpdate()));
}

/** The migration made it, and nothing removes it. */
function theRow(row: VendorRow | undefined): VendorRow {
  if (!row) throw new Error('there are no settings of the vendor');
  return row;
}

export async function updateVendor(tx: Transaction, changes: Updateable<Tables['vendor_settings']>): Promise<VendorRow> {
  await tx.execute(query.updateTable('vendor_settings').set({ ...changes, version: sql<number>`version + 1` }));
  return findVendor(tx);
}

export async function findLogo(db: Queryable, hash: string): Promise<{ logo: Buffer; logo_type: LogoType } | undefined> {
  const found = await db.first(query.selectFrom('vendor_settings').select(['logo', 'logo_type']).where('logo_hash', '=', hash));
  return found?.logo && found.logo_type ? { logo: found.logo, logo_type: found.logo_type } : undefined;
}
