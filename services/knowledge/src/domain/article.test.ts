import { describe, expect, test } from 'vitest';
import { changedContents, contentFaults, contentsOf, decide, isOutdated } from './article.ts';

const ru = { title: 'Установка', body: 'Текст' };
const en = { title: 'Installing', body: 'Text' };
const written = contentsOf({ texts: { ru, en } }, 'installing');

describe('a translation', () => {
  test('is as new as the original that it was written with', () => {
    expect(written.original).toBe('ru');
    expect(isOutdated(written, 'en')).toBe(false);
  });
  test('falls behind when the original changes, and catches up when it is given', () => {
    const behind = changedContents(written, { texts: { ru: { ...ru, body: 'Новый текст' } } }, 2);
    expect([isOutdated(behind, 'en'), isOutdated(behind, 'ru')]).toEqual([true, false]);
    expect(isOutdated(changedContents(behind, { texts: { en } }, 3), 'en')).toBe(false);
    expect(isOutdated(changedContents(behind, { versions: '1.x' }, 3), 'en')).toBe(true);
  });
  test('stays current when the change was minor', () => {
    expect(isOutdated(changedContents(written, { texts: { ru }, is_minor: true }, 2), 'en')).toBe(false);
  });
  test('goes when it is taken away', () => {
    expect(Object.keys(changedContents(written, { texts: { en: null } }, 2).texts)).toEqual(['ru']);
  });
});

test('contents say what is wrong with them', () => {
  const wrong = { ...changedContents(written, { texts: { ru: null } }, 2), audience: 'holders' as const, versions: 'about two' };
  expect(contentFaults(wrong).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/texts/ru original_missing',
    '/product_ids products_needed',
    '/versions versions_unclear',
  ]);
  expect(contentFaults({ ...written, versions: '>=1.0|<2.0' })).toEqual([]);
});

test.each([
  ['submit', 'draft', false, { status: 'review', isShown: false }],
  ['submit', 'review', false, { refusal: 'article_not_draft' }],
  ['publish', 'draft', true, { status: 'published', isShown: true }],
  ['publish', 'published', true, { refusal: 'article_already_published' }],
  ['withdraw', 'published', true, { status: 'draft', isShown: false }],
  ['withdraw', 'review', true, { status: 'review', isShown: false }],
  ['withdraw', 'draft', false, { refusal: 'article_not_published' }],
] as const)('%s of what is %s, shown: %s', (step, status, isShown, outcome) => {
  expect(decide(step, { status, isShown })).toEqual(outcome);
});
