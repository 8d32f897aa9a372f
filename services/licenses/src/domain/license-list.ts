import { readList, type ListColumns, type ListRow, type RowFault } from '@kabinet/csv-list';
import type { SaleLine } from '@kabinet/contracts/licenses/resources';
import { dateIn, numberIn, parametersIn } from './cell.ts';
import type { SoldProduct } from './purchase.ts';

/** A list of licences and certificates as a spreadsheet has it. What is wrong with the values, schemas and the product say. */

export type LicenseColumn =
  | 'cabinet_id'
  | 'inn'
  | 'kpp'
  | 'product'
  | 'license'
  | 'quantity'
  | 'valid_from'
  | 'valid_until'
  | 'versions'
  | 'level'
  | 'certificate_from'
  | 'certificate_until'
  | 'comment';

const COLUMNS: ListColumns<LicenseColumn> = {
  names: {
    cabinet_id: ['cabinet_id', 'cabinet', 'кабинет'],
    inn: ['inn', 'инн'],
    kpp: ['kpp', 'кпп'],
    product: ['product', 'продукт'],
    license: ['license', 'licence', 'лицензия', 'номер лицензии'],
    quantity: ['quantity', 'units', 'количество'],
    valid_from: ['valid_from', 'valid from', 'действует с'],
    valid_until: ['valid_until', 'valid until', 'действует по', 'последний день'],
    versions: ['versions', 'версии'],
    level: ['level', 'support level', 'уровень', 'уровень поддержки'],
    certificate_from: ['certificate_from', 'certificate from', 'сертификат с'],
    certificate_until: ['certificate_until', 'certificate until', 'сертификат по'],
    comment: ['comment', 'примечание', 'комментарий'],
  },
  needed: [],
  further: (title) => PARAMETER.exec(title)?.[1],
};
/** A column of parameters says which one; its name is the product's own, so its case counts. */
const PARAMETER = /^(?:parameters|параметры)\.([a-z][\w-]{0,63}(?:\.[a-z][\w-]{0,63}){0,4})$/i;

export type ListedRow = ListRow<LicenseColumn>;

/** What a row asks for beside whose it is: a licence that is sold, or a certificate of one that is there. */
export type Wanted =
  | { readonly kind: 'sale'; readonly line: Partial<SaleLine> }
  | { readonly kind: 'cover'; readonly license: string; readonly certificate: Partial<NonNullable<SaleLine['certificate']>> };

/** Reads the rows of a list; of more rows than `limit` the first beyond is a fault. */
export function readLicenseList(cells: readonly (readonly string[])[], limit: number) {
  return readList(cells, COLUMNS, limit);
}

/** What the row asks for, its parameters read by the schema of its product where that is known. Empty cells are left out. */
export function wantedBy({ cell, further }: ListedRow, product: SoldProduct | undefined): Wanted {
  const certificate = filled({
    level: cell('level'),
    valid_from: dateIn(cell('certificate_from')),
    valid_until: dateIn(cell('certificate_until')),
  });
  if (cell('license') !== '') return { kind: 'cover', license: cell('license'), certificate };
  const until = dateIn(cell('valid_until'));
  const line = {
    ...filled({ product: cell('product'), quantity: numberIn(cell('quantity')), valid_from: dateIn(cell('valid_from')) }),
    parameters: parametersIn(product?.parameters, further),
    versions: cell('versions') || null,
    valid_until: until === '' ? null : until,
    ...(Object.keys(certificate).length === 0 ? {} : { certificate }),
  };
  // What it lacks or has of the wrong type, the schema of a line says.
  return { kind: 'sale', line: line as Partial<SaleLine> };
}

const OF_A_LICENSE: readonly LicenseColumn[] = ['product', 'quantity', 'valid_from', 'valid_until', 'versions'];

/** A row that names a licence says nothing about a new one. */
export function needlessCells({ row, cell, further }: ListedRow): RowFault[] {
  if (cell('license') === '') return [];
  const columns = [
    ...OF_A_LICENSE.filter((column) => cell(column) !== ''),
    ...[...further].filter(([, text]) => text !== '').map(([name]) => `parameters.${name}`),
  ];
  return columns.map((column) => ({ row, column, code: 'license_is_named' }));
}

/** The column that the value at `pointer` of a line came from; null for the whole line. */
export function columnAt(pointer: string): string | null {
  const [, member = '', ...rest] = pointer.split('/');
  switch (member) {
    case '':
      return null;
    case 'certificate':
      return { valid_from: 'certificate_from', valid_until: 'certificate_until' }[rest[0] ?? ''] ?? 'level';
    case 'parameters':
      return rest.length === 0 ? 'parameters' : `parameters.${rest.join('.')}`;
    default:
      return member;
  }
}

function filled<T extends Record<string, unknown>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>;
}
