import type { Template } from '@kabinet/contracts/documents/resources';
import { describe, expect, it } from 'vitest';
import { changeOf, draftOf, faultsOfFile, isChanged } from './template-draft.ts';

const template: Template = {
  product_id: '0192f0c1-0000-7000-8000-000000000001',
  kind: 'license',
  custom: false,
  main: 'main.typ',
  files: { 'main.typ': '= A', 'parts/b.typ': 'b' },
  accent: '#1f5fbf',
  version: 0,
  updated_at: null,
};

describe('what is asked for', () => {
  it('is a colour alone while the built-in sources are as they were', () => {
    const draft = { ...draftOf(template), accent: '#00aa00' };
    expect(changeOf(draft, template)).toEqual({ accent: '#00aa00' });
    expect(isChanged(draft, template)).toBe(true);
    expect(isChanged(draftOf(template), template)).toBe(false);
  });

  it('is everything once a source is changed, or was before', () => {
    const draft = { ...draftOf(template), files: { ...template.files, 'main.typ': '= B' } };
    expect(changeOf(draft, template)).toEqual(draft);
    expect(changeOf(draftOf(template), { ...template, custom: true })).toEqual(draftOf(template));
  });
});

describe('the faults of a file', () => {
  const faults = [
    { pointer: '/files/parts~1b.typ', code: 'template_error_at_line', detail: 'Строка 12: unknown variable: x: 5' },
    { pointer: '/files/gone.typ', code: 'template_error', detail: 'file not found' },
    { pointer: '/main', code: 'template_too_slow', detail: 'The template takes too long' },
  ];

  it('stand at their lines', () => {
    expect(faultsOfFile(faults, 'parts/b.typ', template)).toEqual([{ line: 12, message: 'unknown variable: x: 5' }]);
  });

  it('of no file stand with the main one', () => {
    expect(faultsOfFile(faults, 'main.typ', template)).toEqual([
      { line: null, message: 'file not found' },
      { line: null, message: 'The template takes too long' },
    ]);
  });
});
