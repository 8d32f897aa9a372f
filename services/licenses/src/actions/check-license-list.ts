import { Uuid } from '@kabinet/contract/schemas';
import { faultsOf } from '@kabinet/contract/validation';
import { MAX_IMPORTED_LICENSES } from '@kabinet/contracts/licenses/import-operations';
import { SaleLine, type SaleLine as Sale } from '@kabinet/contracts/licenses/resources';
import { readCsv, type RowFault } from '@kabinet/csv-list';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import type { FieldFault } from '@kabinet/problem';
import Type, { type Static } from 'typebox';
import type { LicensesContext } from '../context.ts';
import { columnAt, needlessCells, readLicenseList, wantedBy, type ListedRow, type Wanted } from '../domain/license-list.ts';
import { levelFaults, saleFaults } from '../domain/purchase.ts';
import { termFaults } from '../domain/term.ts';
import { findLicenseIds, findOwners } from '../queries/license-import.ts';
import { findLicenseStates, type LicenseState } from '../queries/license.ts';
import type { ProductRow } from '../queries/product.ts';
import { knownProducts } from './known-product.ts';

/** What an answer can show; who has more to mend begins with these. */
const MOST_FAULTS = 200;
const Certificate = Type.NonNullable(Type.Index(SaleLine, Type.Literal('certificate')));
type Certificate = Static<typeof Certificate>;

/** A row without faults: what is issued, and to whom. */
export interface GoodRow {
  readonly row: number;
  readonly owner: OrganizationNode;
  readonly product: ProductRow;
  /** Null where the row names a licence that is there. */
  readonly sale: Sale | null;
  readonly license: LicenseState | null;
  readonly certificate: Certificate | null;
  readonly comment: string;
}

interface Facts {
  readonly owners: readonly OrganizationNode[];
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly licenses: ReadonlyMap<string, LicenseState>;
}

/** The rows of a list that can be carried out, and what is wrong with the others. */
export async function checkLicenseList(context: LicensesContext, csv: string): Promise<{ rows: GoodRow[]; faults: RowFault[] }> {
  const read = readCsv(csv);
  if ('fault' in read) return { rows: [], faults: [read.fault] };
  const list = readLicenseList(read.rows, MAX_IMPORTED_LICENSES);
  const facts = await factsFor(context, list.rows);
  const checked = list.rows.map((row) => checkRow(row, facts));
  const faults = [...list.faults, ...checked.flatMap((row) => ('faults' in row ? row.faults : []))];
  return { rows: checked.flatMap((row) => ('faults' in row ? [] : [row])), faults: faults.slice(0, MOST_FAULTS) };
}

async function factsFor(context: LicensesContext, rows: readonly ListedRow[]): Promise<Facts> {
  const mentioned = (column: Parameters<ListedRow['cell']>[0]) => [...new Set(rows.map(({ cell }) => cell(column)))];
  const ids = mentioned('cabinet_id').filter((id) => faultsOf(Uuid, id).length === 0);
  const [owners, licenseIds] = await Promise.all([
    findOwners(context.db, { ids, inns: mentioned('inn').filter((inn) => inn !== '') }),
    findLicenseIds(context.db, mentioned('license')),
  ]);
  const licenses = await findLicenseStates(context.db, licenseIds);
  const slugs = mentioned('product').filter((slug) => faultsOf(SaleLine.properties.product, slug).length === 0);
  const products = await knownProducts(context, { slugs, ids: [...new Set(licenses.map(({ product_id }) => product_id))] });
  return { owners, products, licenses: new Map(licenses.map((license) => [license.number, license])) };
}

type Checked = GoodRow | { readonly faults: readonly RowFault[] };
type Owner = OrganizationNode | { readonly faults: readonly RowFault[] };

function checkRow(listed: ListedRow, facts: Facts): Checked {
  const owner = ownerOf(listed, facts.owners);
  const wanted = wantedBy(listed, facts.products.get(listed.cell('product')));
  return wanted.kind === 'sale' ? checkSale(listed, owner, wanted.line, facts) : checkCover(listed, owner, wanted, facts);
}

function checkSale({ row, cell }: ListedRow, owner: Owner, line: Partial<Sale>, { products }: Facts): Checked {
  const product = products.get(line.product ?? '');
  const faults = [...ownFaults(owner), ...inColumns(row, faultsOfSale(line, product))];
  if (faults.length > 0 || 'faults' in owner || !product) return { faults };
  // No fault of its schema is left.
  const sale = line as Sale;
  return { row, owner, product, sale, license: null, certificate: sale.certificate ?? null, comment: cell('comment') };
}

function checkCover(listed: ListedRow, owner: Owner, wanted: Extract<Wanted, { kind: 'cover' }>, facts: Facts): Checked {
  const { row, cell } = listed;
  const named = facts.licenses.get(wanted.license);
  const license = 'faults' in owner || named?.organization_id !== owner.id ? undefined : named;
  const product = facts.products.get(license?.product_id ?? '');
  const unknown = 'faults' in owner || license ? [] : [{ row, column: 'license', code: 'unknown_number' }];
  const term = inColumns(row, faultsOfCertificate(wanted.certificate, product));
  const faults = [...ownFaults(owner), ...unknown, ...needlessCells(listed), ...term];
  if (faults.length > 0 || 'faults' in owner || !product || !license) return { faults };
  return { row, owner, product, sale: null, license, certificate: wanted.certificate as Certificate, comment: cell('comment') };
}

function ownFaults(owner: Owner): readonly RowFault[] {
  return 'faults' in owner ? owner.faults : [];
}

/** The one open organization that the row means, or which column does not say it. */
function ownerOf({ row, cell }: ListedRow, owners: readonly OrganizationNode[]): Owner {
  const refused = (column: string, code: string) => ({ faults: [{ row, column, code }] });
  const [id, inn, kpp] = [cell('cabinet_id').toLowerCase(), cell('inn'), cell('kpp')];
  const column = id === '' ? 'inn' : 'cabinet_id';
  if (id === '' && inn === '') return refused(column, 'required');
  const meant = owners.filter(
    (owner) => (id === '' || owner.id === id) && (inn === '' || owner.inn === inn) && (kpp === '' || owner.kpp === kpp),
  );
  const [open, another] = meant.filter(({ status }) => status === 'active');
  if (another) return refused(kpp === '' ? 'kpp' : 'cabinet_id', 'ambiguous_cabinet');
  return open ?? refused(column, meant.length > 0 ? 'closed_cabinet' : 'unknown_cabinet');
}

/** Faults of form first: only what is of the right form is compared with the product. */
function faultsOfSale(line: Partial<Sale>, product: ProductRow | undefined): FieldFault[] {
  const form = faultsOf(SaleLine, line);
  return form.length > 0 ? form : saleFaults(line as Sale, product, '');
}

function faultsOfCertificate(certificate: Partial<Certificate>, product: ProductRow | undefined): FieldFault[] {
  const at = '/certificate';
  const form = faultsOf(Certificate, certificate).map((fault) => ({ ...fault, pointer: at + fault.pointer }));
  if (form.length > 0) return form;
  const { level, valid_from, valid_until } = certificate as Certificate;
  return [...termFaults(valid_from, valid_until, at), ...(product ? levelFaults(product, level, `${at}/level`) : [])];
}

function inColumns(row: number, faults: readonly FieldFault[]): RowFault[] {
  return faults.map(({ pointer, code, params }) => ({ row, column: columnAt(pointer), code, ...(params ? { params } : {}) }));
}
