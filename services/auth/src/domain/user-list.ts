import { plainly, readList, type ListColumns, type ListRow, type RowFault } from '@kabinet/csv-list';

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

export interface UserList {
  readonly people: readonly ListedPerson[];
  readonly faults: readonly RowFault[];
}

const COLUMNS: ListColumns<ListColumn> = {
  names: {
    email: ['email', 'e-mail', 'mail', 'почта', 'эл. почта', 'электронная почта', 'адрес почты', 'адрес электронной почты'],
    name: ['name', 'full name', 'имя', 'фио', 'ф. и. о.', 'сотрудник'],
    role: ['role', 'роль'],
    disabled: ['disabled', 'switched off', 'отключено', 'отключённые службы', 'отключенные службы'],
    locale: ['locale', 'language', 'язык'],
  },
  needed: ['email', 'name', 'role'],
};

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

/** Reads the rows of a list; of more people than `limit` the first beyond is a fault. */
export function readUserList(cells: readonly (readonly string[])[], limit: number): UserList {
  const { rows, faults } = readList(cells, COLUMNS, limit);
  const people = rows.map(personIn);
  return { people, faults: [...faults, ...repeatedRows(people)] };
}

function personIn({ row, cell }: ListRow<ListColumn>): ListedPerson {
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

function repeatedRows(people: readonly ListedPerson[]): RowFault[] {
  const first = new Map<string, number>();
  return people.flatMap(({ email, row }) => {
    const earlier = first.get(email);
    if (earlier === undefined) first.set(email, row);
    return earlier === undefined || email === '' ? [] : [{ row, column: 'email', code: 'repeated_row', params: { row: earlier } }];
  });
}
