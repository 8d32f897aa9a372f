import { productsContract } from '@kabinet/contracts/products';
import { schemaFaultCodes } from '@kabinet/parameter-schema';
import { expect, test } from 'vitest';
import { particularFaults } from './product.ts';

const level = { name: { ru: 'Стандартная', en: 'Standard' }, first_response_hours: 16 };

test('changes that touch neither parameters nor levels have nothing to check', () => {
  expect(particularFaults({ status: 'archived' })).toEqual([]);
});

test('faults of the parameter schema point into the body', () => {
  const parameters = { type: 'object', properties: { 'a/b': { type: 'string' }, code: { type: 'string', pattern: '^(a+)+$' } } };
  expect(particularFaults({ parameters })).toEqual([
    { pointer: '/parameters/properties/a~1b', code: 'invalid_parameter_name' },
    { pointer: '/parameters/properties/code/pattern', code: 'pattern_ambiguous' },
  ]);
});

test('a support level stands once', () => {
  const support_levels = ['standard', 'critical', 'standard'].map((code) => ({ ...level, code }));
  expect(particularFaults({ support_levels })).toEqual([{ pointer: '/support_levels/2/code', code: 'not_unique' }]);
});

test('every fault of a schema has its text in both languages', () => {
  for (const code of schemaFaultCodes) {
    expect(productsContract.fields[code], code).toEqual({
      ru: expect.stringMatching(/[а-я]/),
      en: expect.stringMatching(/^[\x20-\x7e]+$/),
    });
  }
});
