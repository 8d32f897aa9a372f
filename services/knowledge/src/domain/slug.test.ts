import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test.each([
  ['Установка HornsOS 1.8', 'ustanovka-hornsos-1-8'],
  ['Ёж — и щётка!', 'ezh-i-shchetka'],
  ['日本語', 'article'],
])('%s is called %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
