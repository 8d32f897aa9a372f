import { expect, test } from 'vitest';
import { platformFields, platformProblems } from '../src/catalogue.ts';
import { faultDetail, problem, ProblemError, renderProblem, type ProblemType, type Text } from '../src/problem.ts';

const english = { locale: 'en', requestId: 'r1' } as const;

test('a problem becomes a document of RFC 9457 in the reader’s language', () => {
  const error = problem('body_too_large', { params: { limit: 100 } });
  expect(renderProblem(error, platformProblems.body_too_large, platformFields, english)).toEqual({
    type: 'urn:kabinet:problem:body_too_large',
    title: 'The request body is too large',
    status: 413,
    detail: 'The limit is 100 bytes.',
    code: 'body_too_large',
    request_id: 'r1',
  });
  expect(renderProblem(error, platformProblems.body_too_large, platformFields, { ...english, locale: 'ru' }).detail).toBe(
    'Предел: 100 байт.',
  );
});

test('faults keep their pointers and are explained; one without a text shows its code', () => {
  const errors = [
    { pointer: '/name', code: 'too_long', params: { limit: 5 } },
    { pointer: '?x', code: 'odd' },
  ];
  const document = renderProblem(problem('invalid_body', { errors }), platformProblems.invalid_body, platformFields, english);
  expect(document.errors).toEqual([
    { pointer: '/name', code: 'too_long', detail: 'At most 5 characters' },
    { pointer: '?x', code: 'odd', detail: 'odd' },
  ]);
});

test.each([
  [0, 'Не меньше 0 элементов', 'At least 0 items'],
  [1, 'Не меньше 1 элемента', 'At least 1 item'],
  [2, 'Не меньше 2 элементов', 'At least 2 items'],
  [5, 'Не меньше 5 элементов', 'At least 5 items'],
  [11, 'Не меньше 11 элементов', 'At least 11 items'],
  [21, 'Не меньше 21 элемента', 'At least 21 items'],
])('%d is counted as each language does', (limit, ru, en) => {
  const fault = { code: 'too_few', params: { limit } };
  expect([faultDetail(fault, platformFields, 'ru'), faultDetail(fault, platformFields, 'en')]).toEqual([ru, en]);
});

test('every number finds its form, also where the forms of few and many differ', () => {
  const fields = { left: { ru: '{count:файл|файла|файлов}', en: '{count:file|files}' } };
  const forms = (locale: 'ru' | 'en') =>
    [1, 2, 5, 12, 101, 1.5].map((count) => faultDetail({ code: 'left', params: { count } }, fields, locale));
  expect(forms('ru')).toEqual(['файл', 'файла', 'файлов', 'файлов', 'файл', 'файла']);
  expect(forms('en')).toEqual(['file', 'files', 'files', 'files', 'files', 'files']);
});

test('what a parameter names in the words of programs is said in those of people', () => {
  expect(faultDetail({ code: 'wrong_type', params: { expected: 'integer' } }, platformFields, 'ru')).toBe('Ожидается: целое число');
  expect(faultDetail({ code: 'invalid_format', params: { format: 'date' } }, platformFields, 'en')).toBe('Expected: a date, YYYY-MM-DD');
  expect(faultDetail({ code: 'invalid_format', params: { format: 'three letters' } }, platformFields, 'en')).toBe(
    'Expected: three letters',
  );
});

test('neither the reason nor the cause leaves the program', () => {
  const error = problem('internal_error', { reason: 'password is hunter2', cause: new Error('hunter2') });
  expect(error).toBeInstanceOf(ProblemError);
  expect(error.message).toBe('password is hunter2');
  expect(JSON.stringify(renderProblem(error, platformProblems.internal_error, platformFields, english))).not.toContain('hunter2');
});

test('what stands in a parameter is text, not a template', () => {
  const type = { status: 400, title: { ru: 'x', en: '{a} {b} {c}' } };
  const error = problem('x', { params: { a: '{b}', b: '$&' } });
  expect(renderProblem(error, type, {}, english).detail).toBe('{b} $& {c}');
});

test('every text of the platform is there in both languages and names the same parameters', () => {
  const types: readonly ProblemType[] = Object.values(platformProblems);
  const texts: readonly Text[] = [...Object.values(platformFields), ...types.flatMap(({ title, detail = title }) => [title, detail])];
  for (const { ru, en } of texts) {
    expect(ru).toMatch(/[а-яё]/i);
    expect(en).not.toMatch(/[а-яё]/i);
    expect(parameters(ru)).toEqual(parameters(en));
  }
});

function parameters(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).toSorted();
}
