import { expect, test } from 'vitest';
import { accentContrast, READABLE } from './accent.ts';

test.for([
  ['#1f5fbf', 5.1],
  ['#000000', 15.9],
  ['#ffffff', 1],
] as const)('%s is read with a contrast of %f on a tint of itself', ([accent, contrast]) => {
  expect(accentContrast(accent)).toBe(contrast);
});

test.for(['#b00020', '#0b6e4f', '#5b2d8e', '#1f5fbf'])('%s is readable', (accent) =>
  expect(accentContrast(accent)).toBeGreaterThan(READABLE),
);

test.for(['#ffcc00', '#00c853', '#ff5a5a', '#4f88da'])('%s is too pale', (accent) => expect(accentContrast(accent)).toBeLessThan(READABLE));
