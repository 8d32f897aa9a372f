import { expect, test } from 'vitest';
import { accentOf } from './accent.ts';
import { fileReply } from './file-reply.ts';

test('the ETag follows from the contents alone', () => {
  const [one, same, other] = [
    fileReply(Buffer.from('a'), 'one'),
    fileReply(Buffer.from('a'), 'two', 'ru'),
    fileReply(Buffer.from('b'), 'one'),
  ];
  expect(one.headers?.['etag']).toBe(same.headers?.['etag']);
  expect(one.headers?.['etag']).not.toBe(other.headers?.['etag']);
});

test('a product has a colour of its own, always the same', () => {
  expect(accentOf('horns-os')).toBe(accentOf('horns-os'));
  const slugs = Array.from({ length: 100 }, (_, index) => `product-${index}`);
  expect(new Set(slugs.map(accentOf)).size).toBe(10);
});
