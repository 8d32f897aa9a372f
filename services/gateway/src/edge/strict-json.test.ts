import { ProblemError } from '@kabinet/problem';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function refusalOf(input: Uint8Array): string | undefined {
  try {
    parseStrictJson(input);
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? `${error.code}: ${error.message}` : String(error);
  }
}

describe('a strict JSON body', () => {
  it.each([
    '{"a":1,"b":{"a":"\\"a\\":1"},"c":["a",{"a":null}]}',
    '[]',
    '"text"',
    '12',
    'null',
    '{"a" : "x:y\\\\", "\\u00e9":"Ёжик"}',
    '{"": {"": 1}}',
  ])('takes %s', (text) => {
    expect(parseStrictJson(bytes(text))).toEqual(JSON.parse(text));
  });

  it('takes an empty body for none', () => {
    expect(parseStrictJson(bytes(''))).toBeUndefined();
  });

  it.each([
    ['{"a":1,"a":2}', 'a member stands twice'],
    ['{"a":{"b":1,"\\u0062":2}}', 'a member stands twice'],
    ['[{"x":1,"y":"\\\\","x":1}]', 'a member stands twice'],
    ['{"__proto__":{"admin":true}}', 'a member named __proto__'],
    ['{"a":"\\u0000"}', 'a string that cannot be stored'],
    ['{"a":["\\ud800"]}', 'a string that cannot be stored'],
    ['\ufeff{}', 'a byte order mark'],
    ['{"a":1}x', 'no JSON'],
    ["{'a':1}", 'no JSON'],
    ['', undefined],
  ])('refuses %j: %s', (text, reason) => {
    expect(refusalOf(bytes(text))).toBe(reason === undefined ? undefined : `malformed_body: ${reason}`);
  });

  it('refuses what is not UTF-8', () => {
    expect(refusalOf(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toBe('malformed_body: not UTF-8');
  });

  it('takes 64 levels and refuses 65, and a million without running out of stack', () => {
    const nested = (depth: number): Uint8Array => bytes('['.repeat(depth) + ']'.repeat(depth));
    expect(refusalOf(nested(64))).toBeUndefined();
    expect(refusalOf(nested(65))).toBe('malformed_body: nested too deep');
    expect(refusalOf(nested(500_000))).toMatch(/^malformed_body/);
  });

  it('reads a long string of escapes in time that grows with its length', () => {
    const text = JSON.stringify({ a: '\\'.repeat(500_000), b: '"'.repeat(500_000) });
    expect(refusalOf(bytes(text))).toBeUndefined();
  });
});
