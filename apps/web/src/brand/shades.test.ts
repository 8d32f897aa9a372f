import { expect, test } from 'vitest';
import { accent as builtIn } from '../theme.ts';
import { shadesOf } from './shades.ts';

const lightness = (hex: string): number => [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);

test.for(['#b00020', '#0b6e4f', '#000080', '#000000'])('%s has ten shades, from light to dark, itself among them', (accent) => {
  const shades = shadesOf(accent, builtIn);
  expect(shades).toHaveLength(10);
  expect(shades[7]).toBe(accent);
  for (const shade of shades) expect(shade).toMatch(/^#[0-9a-f]{6}$/);
  expect(shades.map(lightness)).toEqual(shades.map(lightness).toSorted((a, b) => b - a));
});

test('of a dark colour the shade of links in the dark theme is as light as the built-in one', () => {
  // A grey of the luminance of #6f9fe3, which is 0.335, rounded up, is #9e9e9e.
  expect(shadesOf('#000000', builtIn)[4]).toBe('#9e9e9e');
});
