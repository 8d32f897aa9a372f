import { afterAll, describe, expect, test } from 'vitest';
import { breakable, printable } from '../src/printable.ts';
import { createRenderer } from '../src/renderer.ts';
import { jobOf } from './rendering-tools.ts';

const renderer = createRenderer();
afterAll(() => renderer.close());

describe('a broken template is told where', () => {
  test.each([
    ['an unknown name', '= One\n\n#nosuch()', { file: 'main.typ', line: 3, message: 'unknown variable: nosuch' }],
    ['bad syntax', 'One\n#let x =', { file: 'main.typ', line: 2, message: 'expected expression' }],
    ['its own refusal', '#panic("no price")', { file: 'main.typ', line: 1, message: 'panicked with: "no price"' }],
    [
      'missing data',
      '#let view = json("/data.json")\n#view.price',
      { file: 'main.typ', line: 2, message: expect.stringContaining('price') },
    ],
    ['a simple endless loop', '#while true {}', { file: 'main.typ', line: 1, message: 'condition is always true' }],
    ['a character without a glyph', '\u{1f600}', { file: null, line: null, message: expect.stringContaining('\u{1f600}') }],
  ])('%s', async (_name, main, diagnostic) => {
    await expect(renderer.render(jobOf(main))).rejects.toMatchObject({ kind: 'template_error', diagnostics: [diagnostic] });
  });

  test('in whichever file it is, and in the message', async () => {
    const failure = renderer.render(jobOf('#import "parts/kit.typ": a', { 'parts/kit.typ': '\n\n#let a = 1 + "b"' }));
    await expect(failure).rejects.toMatchObject({ diagnostics: [{ file: 'parts/kit.typ', line: 3 }] });
    await expect(failure).rejects.toThrow('parts/kit.typ:3: cannot add integer and string');
  });
});

describe('printable text', () => {
  test('keeps names and replaces what has no glyph', () => {
    expect(printable('АО «Ёлка» — «Naïve & Søn» № 1')).toBe('АО «Ёлка» — «Naïve & Søn» № 1');
    expect(printable('\u{1f600} 漢字\tё\n\u202eabc\u0000')).toBe('? ?? ё abc?');
  });

  test('breaks only words that would not fit', () => {
    expect(breakable('обыкновенное название')).toBe('обыкновенное название');
    expect(
      breakable('a'.repeat(60))
        .split('\u200b')
        .map((part) => part.length),
    ).toEqual([25, 25, 10]);
  });
});
