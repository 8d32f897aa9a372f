import { describe, expect, test } from 'vitest';
import { readCsv } from '@kabinet/csv-list';
import { readUserList, type UserList } from '../src/domain/user-list.ts';

const LIMIT = 3;
const person = { row: 2, email: 'a@example.ru', name: 'Анна', role: 'viewer', disabled: [], locale: '' };

function listOf(text: string): UserList {
  const read = readCsv(text);
  return 'fault' in read ? { people: [], faults: [read.fault] } : readUserList(read.rows, LIMIT);
}

function faultsOf(text: string) {
  return listOf(text).faults;
}

describe('a list of people', () => {
  test.each([
    ['semicolons and Russian', 'Почта;ФИО;Роль\na@example.ru;Анна;Наблюдатель\n'],
    ['commas and English', 'email,name,role\na@example.ru,Анна,viewer'],
    ['tabs', 'email\tname\trole\na@example.ru\tАнна\tviewer'],
    ['a byte order mark and CRLF', '\ufeffE-mail;Имя;Роль\r\n A@Example.ru ; Анна ;VIEWER\r\n;;\r\n'],
    ['another order and a nameless column', 'Роль;;Электронная  почта;Имя\nнаблюдатель;x;a@example.ru;Анна'],
  ])('with %s is read', (_kind, text) => {
    expect(listOf(text)).toEqual({ people: [person], faults: [] });
  });

  test('keeps what stands in quotes, names services and languages', () => {
    const text =
      'email,name,role,отключено,язык\n"a@example.ru","Иванов, ""Иван""",Контакт по  техподдержке,Лицензии|issues|лицензии,Русский';
    expect(listOf(text).people).toEqual([
      { ...person, name: 'Иванов, "Иван"', role: 'support_contact', disabled: ['licenses', 'issues'], locale: 'ru' },
    ]);
  });

  test('counts rows as a spreadsheet does, blank ones too', () => {
    const { people } = listOf('email;name;role\n;;\nb@example.ru;"Б\nБ";owner\n\nc@example.ru;В;owner');
    expect(people.map(({ row, email }) => [row, email])).toEqual([
      [3, 'b@example.ru'],
      [5, 'c@example.ru'],
    ]);
  });

  test('tells what is wrong with its header', () => {
    expect(faultsOf('email;возраст;email\n')).toEqual([
      { row: 1, column: 'возраст', code: 'unknown_column' },
      { row: 1, column: 'email', code: 'repeated_column' },
      { row: 1, column: 'name', code: 'missing_column', params: { column: 'name' } },
      { row: 1, column: 'role', code: 'missing_column', params: { column: 'role' } },
    ]);
  });

  test('tells of quotes that do not close, of nobody, of too many and of one twice', () => {
    expect(faultsOf('email;name;role\na@example.ru;"А;viewer')).toEqual([{ row: 2, column: null, code: 'malformed_csv' }]);
    expect(faultsOf('email;name;role\n;;\n')).toEqual([{ row: 1, column: null, code: 'empty_list' }]);
    const many = ['email;name;role', ...[1, 2, 3, 4].map((turn) => `p${turn}@example.ru;А;viewer`)].join('\n');
    expect(faultsOf(many)).toEqual([{ row: 5, column: null, code: 'too_many_rows', params: { limit: LIMIT } }]);
    expect(faultsOf('email;name;role\na@example.ru;А;viewer\nA@example.ru;Б;owner')).toEqual([
      { row: 3, column: 'email', code: 'repeated_row', params: { row: 2 } },
    ]);
  });

  test('a value that only an object has by nature is not taken for a name', () => {
    expect(listOf('email;name;role\na@example.ru;А;constructor').people[0]?.role).toBe('constructor');
  });
});
