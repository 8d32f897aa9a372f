import { describe, expect, it } from 'vitest';
import { messageLines } from './message-lines.ts';

const message = { id: 'A', buyer: { 'a/b~c': 1 }, lines: [{ quantity: 0 }, {}], none: null };

function textOf(value: unknown): string {
  return messageLines(value, [])
    .map(({ text, depth }) => '  '.repeat(depth) + text)
    .join('\n');
}

function faultsAt(pointer: string) {
  const lines = messageLines(message, [{ pointer, detail: 'wrong' }]);
  return lines.flatMap(({ text, faults }) => faults.map(({ missing }) => [text, missing]));
}

describe('messageLines', () => {
  it.each([[message], [[]], ['text'], [[1, [true, null]]], [{ a: {}, b: [] }]])('writes %j as JSON is written', (value) => {
    expect(textOf(value)).toBe(JSON.stringify(value, null, 2));
  });

  it.each([
    ['/id', '"id": "A",', undefined],
    ['/lines/0/quantity', '"quantity": 0', undefined],
    ['/buyer/a~1b~0c', '"a/b~c": 1', undefined],
    ['', '{', undefined],
  ])('puts a fault of %s at its line', (pointer, text, missing) => expect(faultsAt(pointer)).toEqual([[text, missing]]));

  it.each([
    ['/purchased_at', '{', 'purchased_at'],
    ['/lines/1/certificate/level', '{}', 'certificate.level'],
    ['/buyer/x~1y', '"buyer": {', 'x/y'],
    ['/lines/7', '"lines": [', '7'],
  ])('puts a fault of the missing %s where it should be, with its name', (pointer, text, missing) => {
    expect(faultsAt(pointer)).toEqual([[text, missing]]);
  });

  it('keeps every fault of a place, and faults of a message that is none', () => {
    const twice = messageLines({ id: 1 }, [
      { pointer: '/id', detail: 'a' },
      { pointer: '/id', detail: 'b' },
    ]);
    expect(twice[1]?.faults.map(({ detail }) => detail)).toEqual(['a', 'b']);
    expect(messageLines(null, [{ pointer: '/id', detail: 'a' }])[0]?.faults).toHaveLength(1);
  });
});
