import { operation } from '@kabinet/contract';
import { CalendarDate, closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { Csv, ImportFault } from '../lists.ts';
import { ProductRef } from './resources.ts';

/** Rows that one list can have. */
export const MAX_IMPORTED_LICENSES = 500;

/**
 * A list of licences and certificates to issue. Columns: whose (`inn`, with `kpp` where several organizations have that ИНН, or
 * `cabinet_id`); a licence (`product` by its slug, `quantity`, `valid_from`, and where wanted `valid_until`, `versions` and
 * `parameters.<name>`); or instead the number of a `license` that is there; a certificate that covers it (`level`,
 * `certificate_from`, `certificate_until`). `comment` is kept with the list alone: two lists that differ in it are two lists.
 */
export const LicenseImport = closed({ csv: Csv });

const ImportedTerm = closed({
  /** Null before it is issued. */
  id: nullable(Uuid),
  number: nullable(Type.String()),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
});

/** `row` counts as spreadsheets do: the header is 1. */
export const ImportedLicense = closed({
  row: Type.Integer(),
  cabinet: NamedRef,
  product: ProductRef,
  quantity: Type.Integer({ minimum: 0 }),
  /** Null where the row names a licence that is there. */
  license: nullable(ImportedTerm),
  certificate: nullable(closed({ ...ImportedTerm.properties, level: Type.String() })),
});
export type ImportedLicense = Static<typeof ImportedLicense>;

/** Rows without faults, and the faults of the others. An import in earnest answers no errors: it is refused as a whole. */
export const LicenseImportResult = closed({
  dry_run: Type.Boolean(),
  /** When this very list was issued; null: it never was. */
  issued_at: nullable(Instant),
  rows: Type.Array(ImportedLicense),
  errors: Type.Array(ImportFault),
});
export type LicenseImportResult = Static<typeof LicenseImportResult>;

const access = { kind: 'permission', permission: 'licenses.manage', vendor_wide: true } as const;

export const importOperations = {
  /** Sent again, the same list issues nothing: it answers what it issued. `errors` of a refusal point to `/csv/<row>/<column>`. */
  importLicenses: operation({
    summary: 'Issue the licences and certificates of a list (CSV), all or none',
    method: 'POST',
    path: '/licenses/import',
    access,
    query: closed({ dry_run: Type.Optional(Type.Literal(false)) }),
    body: LicenseImport,
    ok: { status: 200, body: LicenseImportResult },
    problems: ['invalid_license_list', 'cabinet_closed'],
    idempotency: 'required',
  }),
  previewLicenseImport: operation({
    summary: 'See what a list of licences would issue, and which rows are wrong',
    method: 'POST',
    path: '/licenses/import',
    access,
    query: closed({ dry_run: Type.Optional(Type.Literal(true)) }),
    body: LicenseImport,
    ok: { status: 200, body: LicenseImportResult },
    problems: [],
    idempotency: 'none',
    dry_run: true,
  }),
} as const;
