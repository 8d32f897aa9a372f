import { expect, it } from 'vitest';
import { lineOfPointer } from './line-of-pointer.ts';

const text = `{
  "type": "object",
  "required": ["edition", "a/b"],
  "properties": {
    "edition": {
      "enum": [
        "desktop",
        "{server}: \\"x\\""
      ],
      "title": "Редакция"
    },
    "a/b": { "type": "integer",
      "minimum": 1 }
  }
}`;

it.each([
  ['', 1],
  ['/type', 2],
  ['/required/1', 3],
  ['/properties/edition', 5],
  ['/properties/edition/enum', 6],
  ['/properties/edition/enum/0', 7],
  ['/properties/edition/enum/1', 8],
  ['/properties/edition/title', 10],
  ['/properties/a~1b/minimum', 13],
  ['/properties/a~1b/maximum', 12],
  ['/nowhere', 1],
])('%s stands on line %i', (pointer, line) => expect(lineOfPointer(text, pointer)).toBe(line));

it('copes with a text that is being typed', () => expect(lineOfPointer('{ "a": [1,\n "b', '/a/1')).toBe(2));
