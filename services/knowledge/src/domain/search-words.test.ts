import { describe, expect, test } from 'vitest';
import { correctionShown, meaningOf, queryOf, readingsOf, wordsOf, type Reading } from './search-words.ts';

const reading = (word: string, facts: Partial<Reading> = {}): Reading => ({
  word,
  query: `'${word}'`,
  isKnown: false,
  isBeginning: false,
  near: [],
  ...facts,
});

test('words are told apart by spaces, without what is no word', () => {
  expect(wordsOf('  Ошибка — E-104\tпри   запуске? ')).toEqual(['ошибка', 'e-104', 'при', 'запуске?']);
});

test.each([
  ['kbwtypbz', ['kbwtypbz', 'лицензия', 'кбвтыпбз']],
  ['litsenziya', ['litsenziya', 'дшеыутяшнф', 'лицензия']],
  ['«запуск»', ['запуск', 'pfgecr', 'zapusk']],
])('%s may be read as %j', (word, readings) => {
  expect(readingsOf(word)).toEqual(readings);
});

describe('a word is taken', () => {
  test('as it stands where articles have it, whatever else it may be read as', () => {
    expect(meaningOf([reading('os', { isKnown: true }), reading('щы', { isKnown: true })]).words).toEqual(['os']);
  });
  test('in the reading that articles have', () => {
    expect(meaningOf([reading('kbwtypbz'), reading('лицензия', { isKnown: true })])).toMatchObject({ words: ['лицензия'], isKnown: true });
  });
  test('as the beginning of one, before it is thought misspelt', () => {
    expect(meaningOf([reading('обнов', { isBeginning: true })]).query).toBe("(('обнов':*))");
  });
  test('as the nearest words, with one wrong letter in short ones and two in long ones', () => {
    const near = ['лицензия', 'лицезрел'].map((word) => ({ word, query: `'${word}'` }));
    expect(meaningOf([reading('лицезния', { near })]).words).toEqual(['лицензия']);
    expect(meaningOf([reading('кот', { near: [{ word: 'код', query: "'код'" }] })]).isKnown).toBe(false);
    expect(meaningOf([reading('докр', { near: [{ word: 'докер', query: "'докер'" }] })]).words).toEqual(['докер']);
  });
  test('as nothing, where it is looked for nowhere', () => {
    expect(meaningOf([reading('и', { query: '' })])).toMatchObject({ query: null, isKnown: true });
  });
});

test('what is looked for is all of the words, or any of those that are known', () => {
  const meanings = [meaningOf([reading('сервер', { isKnown: true })]), meaningOf([reading('шпокен')])];
  expect(queryOf(meanings, 'every')?.exact).toBe("(('сервер')) & 'шпокен'");
  expect(queryOf(meanings, 'any')?.exact).toBe("(('сервер'))");
  expect(queryOf([meaningOf([reading('и', { query: '' })])], 'every')).toBeNull();
});

test('the kin of a known word is found too, after what has the word itself', () => {
  const near = [{ word: 'установить', query: "'установ'" }];
  expect(queryOf([meaningOf([reading('установка', { isKnown: true, near })])], 'every')).toEqual({
    exact: "(('установка'))",
    wide: "(('установка') | ('установ'))",
  });
});

test('a correction is told only in words that the reader sees', () => {
  const near = ['лицензия', 'лицензии'].map((word) => ({ word, query: `'${word}'` }));
  const meanings = [meaningOf([reading('сервер', { isKnown: true })]), meaningOf([reading('лицензиы', { near })])];
  expect(correctionShown(meanings, ['Список лицензий: нет ни одной лицензии'])).toBe('сервер лицензии');
  expect(correctionShown(meanings, ['Ничего похожего'])).toBeNull();
});
