import { describe, expect, it } from 'vitest';
import { fieldOf, shownField } from './pointer.ts';

describe('fieldOf', () => {
  it.each([
    ['/valid_until', 'valid_until'],
    ['/name/ru', 'name.ru'],
    ['/lines/0/quantity', 'lines.0.quantity'],
    ['/parameters/a~1b~0c', 'parameters.a/b~c'],
    ['/~01', '~1'],
    ['', ''],
  ])('%s is the field %s', (pointer, field) => expect(fieldOf(pointer)).toBe(field));
});

describe('shownField', () => {
  const fields = new Set(['name.ru', 'parameters.roles', 'parameters']);
  it.each([
    ['/name/ru', 'name.ru'],
    ['/parameters/roles/0', 'parameters.roles'],
    ['/parameters/unknown', 'parameters'],
    ['/parametersx', undefined],
    ['', undefined],
  ])('%s is shown at %s', (pointer, field) => expect(shownField(pointer, fields)).toBe(field));
});
