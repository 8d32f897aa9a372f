/** A list of people as a spreadsheet has it. What is wrong with the values, the schema says. */

export type ListColumn = 'email' | 'name' | 'role' | 'disabled' | 'locale';

/** `row` counts as spreadsheets do: the header is 1. Values are what was typed, or its name in the API where we know it. */
export interface ListedPerson {
  readonly row: number;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly disabled: readonly string[];
  /** Empty where the row does not say. */
  readonly locale: string;
}

export interface RowFault {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface UserList {
  readonly people: readonly ListedPerson[];
  readonly faults: readonly RowFault[];
}

const COLUMN_NAMES: Readonly<Record<ListColumn, readonly string[]>> = {
  email: ['email', 'e-mail', 'mail', 'почта', 'эл. почта', 'электронная почта', 'адрес почты', 'адрес электронной почты'],
  name: ['name', 'full name', 'имя', 'фио', 'ф. и. о.', 'сотрудник'],
  role: ['role', 'роль'],
  disabled: ['disabled', 'switched off', 'отключено', 'отключённые службы', 'отключенные службы'],
  locale: ['locale', 'language', 'язык'],
};
const NEEDED: readonly ListColumn[] = ['email', 'name', 'role'];

/** What people write for the API's names. */
const VALUE_NAMES: Readonly<Record<string, string>> = {
  владелец: 'owner',
  'менеджер лицензий': 'license_manager',
  'license manager': 'license_manager',
  'контакт по техподдержке': 'support_contact',
  'support contact': 'support_contact',
  наблюдатель: 'viewer',
  организации: 'organizations',
  продукты: 'products',
  лицензии: 'licenses',
  'база знаний': 'knowledge',
  уведомления: 'notifications',
  'запросы в техподдержку': 'issues',
  отчёты: 'reports',
  отчеты: 'reports',
  сотрудники: 'people',
  токены: 'tokens',
  вебхуки: 'webhooks',
  аудит: 'audit',
  русский: 'ru',
  russian: 'ru',
  английский: 'en',
  english: 'en',
};

/** Reads the rows of a list; of more people than `limit` the first beyond is a fault. Rows without any text are passed over. */
export function readUserList([header = [], ...rows]: readonly (readonly string[])[], limit: number): UserList {
  const { columns, faults } = columnsOf(header);
  if (faults.length > 0) return { people: [], faults };
  const filled = rows.map((cells, index) => ({ cells, row: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const beyond = filled[limit];
  if (beyond) return { people: [], faults: [{ row: beyond.row, column: null, code: 'too_many_rows', params: { limit } }] };
  const people = filled.map(({ cells, row }) => personIn(columns, cells, row));
  if (people.length === 0) return { people, faults: [{ row: 1, column: null, code: 'empty_list' }] };
  return { people, faults: repeatedRows(people) };
}

function columnsOf(header: readonly string[]): { columns: ReadonlyMap<ListColumn, number>; faults: RowFault[] } {
  const columns = new Map<ListColumn, number>();
  const faults: RowFault[] = [];
  for (const [index, title] of header.entries()) {
    const column = columnNamed(title);
    if (title.trim() === '') continue;
    if (!column) faults.push({ row: 1, column: title.trim().slice(0, 100), code: 'unknown_column' });
    else if (columns.has(column)) faults.push({ row: 1, column, code: 'repeated_column' });
    else columns.set(column, index);
  }
  const missing = NEEDED.filter((column) => !columns.has(column));
  faults.push(...missing.map((column) => ({ row: 1, column, code: 'missing_column', params: { column } })));
  return { columns, faults };
}

function columnNamed(title: string): ListColumn | undefined {
  const plain = plainly(title);
  return (Object.keys(COLUMN_NAMES) as ListColumn[]).find((column) => COLUMN_NAMES[column].includes(plain));
}

function personIn(columns: ReadonlyMap<ListColumn, number>, cells: readonly string[], row: number): ListedPerson {
  const cell = (column: ListColumn) => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const disabled = cell('disabled')
    .split(/[|,\n]/)
    .map(nameOf)
    .filter((name) => name !== '');
  return {
    row,
    email: cell('email').toLowerCase(),
    name: cell('name'),
    role: nameOf(cell('role')),
    disabled: [...new Set(disabled)],
    locale: nameOf(cell('locale')),
  };
}

/** The API's name for what was typed; what was typed where there is none. */
function nameOf(value: string): string {
  const plain = plainly(value);
  return Object.hasOwn(VALUE_NAMES, plain) ? (VALUE_NAMES[plain] ?? plain) : plain;
}

function plainly(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function repeatedRows(people: readonly ListedPerson[]): RowFault[] {
  const first = new Map<string, number>();
  return people.flatMap(({ email, row }) => {
    const earlier = first.get(email);
    if (earlier === undefined) first.set(email, row);
    return earlier === undefined || email === '' ? [] : [{ row, column: 'email', code: 'repeated_row', params: { row: earlier } }];
  });
}
