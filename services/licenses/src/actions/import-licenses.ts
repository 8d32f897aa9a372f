import { licensesContract } from '@kabinet/contracts/licenses';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { ImportedLicense, LicenseImportResult } from '@kabinet/contracts/licenses/import-operations';
import { asFieldFault, inWords } from '@kabinet/csv-list';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { LicensesContext } from '../context.ts';
import { hashOfContents } from '../domain/canonical.ts';
import { findCertificateStates } from '../queries/certificate.ts';
import { claimList, findIssuedList, keepResults, type IssuedList, type RowResult } from '../queries/license-import.ts';
import { findLicenseStates } from '../queries/license.ts';
import { checkLicenseList, type GoodRow } from './check-license-list.ts';
import { addCertificate } from './issue-certificate.ts';
import { addLicense } from './issue-license.ts';
import { requireOpen } from './require-open.ts';

/** Rows whose statements travel together: a transaction may not wait a round trip for each. */
const AT_ONCE = 50;

const FIELDS = { ...platformFields, ...licensesContract.fields };

/** What a list would issue, and what is wrong with its rows. Changes nothing. */
export async function previewLicenseImport(context: LicensesContext, csv: string): Promise<LicenseImportResult> {
  const { rows, faults } = await checkLicenseList(context, csv);
  const before = faults.length > 0 ? undefined : await findIssuedList(context.db, hashOfRows(rows));
  const errors = faults.map((fault) => inWords(fault, FIELDS, context.origin.locale));
  return { dry_run: true, issued_at: before?.issued_at ?? null, rows: shown(rows, before?.results), errors };
}

/**
 * Issues everything in a list, all or none; a list that was issued before issues nothing and answers the same. Throws
 * `invalid_license_list` with a fault per row and column, `cabinet_closed`.
 */
export async function importLicenses(context: LicensesContext, csv: string): Promise<LicenseImportResult> {
  const { rows, faults } = await checkLicenseList(context, csv);
  if (faults.length > 0) throw problem('invalid_license_list', { errors: faults.map(asFieldFault) });
  const issued = await context.db.transaction((tx) => issueOnce(context, tx, rows));
  return { dry_run: false, issued_at: issued.issued_at, rows: shown(rows, issued.results), errors: [] };
}

/** What the rows ask for, whatever the order of columns and the way in which organizations were named. */
function hashOfRows(rows: readonly GoodRow[]): Buffer {
  return hashOfContents(
    rows.map(({ owner, sale, license, certificate, comment }) => [owner.id, sale ?? license?.id, certificate, comment]),
  );
}

async function issueOnce(context: LicensesContext, tx: Transaction, rows: readonly GoodRow[]): Promise<IssuedList> {
  const contents_hash = hashOfRows(rows);
  const id = context.newId();
  if (await claimList(tx, { id, contents_hash, created_at: context.now().toISOString() })) await issueAll(context, tx, id, rows);
  const issued = await findIssuedList(tx, contents_hash);
  if (!issued) throw new Error('the list that claimed these contents vanished');
  return issued;
}

async function issueAll(context: LicensesContext, tx: Transaction, id: string, rows: readonly GoodRow[]): Promise<void> {
  // In one order, and organizations before licences, as whoever else locks them.
  for (const owner of [...new Set(rows.map((row) => row.owner.id))].toSorted()) await requireOpen(tx, owner);
  await findLicenseStates(tx, [...new Set(rows.flatMap(({ license }) => (license ? [license.id] : [])))], { lock: true });
  const made: Made[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    made.push(...(await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => issue(context, tx, row)))));
  }
  const results = await numbered(tx, made);
  await keepResults(tx, id, results);
  await publishImport(context, tx, { id, results });
}

interface Made {
  readonly row: number;
  readonly license: string | null;
  readonly certificate: string | null;
}

async function issue(
  context: LicensesContext,
  tx: Transaction,
  { row, owner, product, sale, license, certificate }: GoodRow,
): Promise<Made> {
  const added = sale && {
    quantity: sale.quantity,
    parameters: sale.parameters,
    versions: sale.versions ?? null,
    valid_from: sale.valid_from,
    valid_until: sale.valid_until,
    product_id: product.id,
    purchase: null,
  };
  const licenseId = added ? await addLicense(context, tx, owner, added) : null;
  if (!certificate) return { row, license: licenseId, certificate: null };
  const covered = await findLicenseStates(tx, [licenseId ?? license?.id ?? '']);
  // Its units may have been given away since the list was checked.
  if (covered[0]?.organization_id !== owner.id) throw problem('invalid_license_list', { errors: [gone(row)] });
  return { row, license: licenseId, certificate: await addCertificate(context, tx, covered, { ...certificate, purchase: null }) };
}

function gone(row: number) {
  return asFieldFault({ row, column: 'license', code: 'unknown_number' });
}

async function numbered(tx: Transaction, made: readonly Made[]): Promise<RowResult[]> {
  const idsOf = (kind: 'license' | 'certificate') => made.flatMap((row) => row[kind] ?? []);
  const states = [...(await findLicenseStates(tx, idsOf('license'))), ...(await findCertificateStates(tx, idsOf('certificate')))];
  const numbers = new Map(states.map(({ id, number }) => [id, number]));
  const named = (id: string | null) => (id === null ? null : { id, number: numbers.get(id) ?? '' });
  return made.map(({ row, license, certificate }) => ({ row, license: named(license), certificate: named(certificate) }));
}

async function publishImport(context: LicensesContext, tx: Transaction, { id, results }: { id: string; results: readonly RowResult[] }) {
  const count = (kind: 'license' | 'certificate') => results.filter((row) => row[kind] !== null).length;
  await context.publish(tx, licenseEvents.list_imported, {
    subject: id,
    version: 1,
    organization_id: null,
    root_id: null,
    data: { id, licenses: count('license'), certificates: count('certificate') },
  });
}

/** The rows as the API shows them; `results` are in the order of the rows. */
function shown(rows: readonly GoodRow[], results: readonly RowResult[] = []): ImportedLicense[] {
  const unissued = { id: null, number: null };
  return rows.map(({ row, owner, product, sale, license, certificate }, index) => ({
    row,
    cabinet: { id: owner.id, name: owner.name },
    product: { id: product.id, slug: product.slug, name: product.name },
    quantity: sale?.quantity ?? license?.quantity ?? 0,
    license: sale && { ...(results[index]?.license ?? unissued), valid_from: sale.valid_from, valid_until: sale.valid_until },
    certificate: certificate && { ...(results[index]?.certificate ?? unissued), ...certificate },
  }));
}
