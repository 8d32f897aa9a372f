import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, chainHash, chainOrigin, type HashedEntry } from './chain.ts';

const origin = chainOrigin('00000000-0000-0000-0000-000000000000');

const entry: HashedEntry = {
  id: '0193a0f0-0000-7000-8000-000000000001',
  seq: 1,
  at: '2026-11-23T09:00:00.000Z',
  actor: {
    kind: 'vendor',
    id: 'user:0193a0f0-0000-7000-8000-000000000002',
    cabinet_ids: [],
    on_behalf: 'user:0193a0f0-0000-7000-8000-000000000004',
  },
  action: 'products.product.created',
  subject: '0193a0f0-0000-7000-8000-000000000003',
  cabinet_id: null,
  request_id: 'r-1',
  ip: '192.0.2.1',
  data: { slug: 'horns-os', 10: 'ten', 9: 'nine' },
  version: 1,
};

test('members stand by the code units of their names, also those that look like numbers (RFC 8785, 3.2.3)', () => {
  const value = JSON.parse(
    '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"Dagesh","1":"One","\\ud83d\\ude00":"Smiley","10":[1e21,0.1,-0],"\\u0080":"","ö":"ö"}',
  ) as unknown;
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"One","10":[1e+21,0.1,0],"\u0080":"","ö":"ö","€":"Euro","😀":"Smiley","\ufb33":"Dagesh"}',
  );
});

test('the canonical text is JSON of the same value, whatever the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test('the hash is that of the text, and what comes before', () => {
  const text =
    '{"action":"products.product.created","actor":{"cabinet_ids":[],"id":"user:0193a0f0-0000-7000-8000-000000000002","kind":"vendor","on_behalf":"user:0193a0f0-0000-7000-8000-000000000004"},"at":"2026-11-23T09:00:00.000Z","cabinet_id":null,' +
    '"data":{"10":"ten","9":"nine","slug":"horns-os"},"id":"0193a0f0-0000-7000-8000-000000000001","ip":"192.0.2.1","request_id":"r-1","seq":1,' +
    '"subject":"0193a0f0-0000-7000-8000-000000000003","version":1}';
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.alloc(32), Buffer.from(text)]))
    .digest('hex');
  expect(chainHash(origin, entry).toString('hex')).toBe(expected);
});

test('an entry of before versions and names acted for were written down is hashed without them', () => {
  const legacy = { ...entry, version: null, actor: { ...entry.actor, on_behalf: null } };
  const { version: _version, ...rest } = entry;
  const text = canonicalJson({ ...rest, actor: { kind: entry.actor.kind, id: entry.actor.id, cabinet_ids: [] } });
  expect(chainHash(origin, legacy)).toEqual(createHash('sha256').update(origin).update(text).digest());
});

test('an actor of before sides were written down is hashed as its id', () => {
  const legacy = { ...entry, actor: { ...entry.actor, kind: null } };
  const text = canonicalJson({ ...entry, actor: entry.actor.id });
  expect(chainHash(origin, legacy)).toEqual(createHash('sha256').update(origin).update(text).digest());
});

test('a chain begins with its own id, the vendor’s with zeros', () => {
  expect(Buffer.from(origin)).toEqual(Buffer.alloc(32));
  expect(Buffer.from(chainOrigin(entry.id)).toString('hex')).toBe(`0193a0f0000070008000000000000001${'00'.repeat(16)}`);
});

test('every member and the entry before count', () => {
  const hash = chainHash(origin, entry).toString('hex');
  for (const name of Object.keys(entry)) {
    expect(
      chainHash(origin, { ...entry, [name]: name === 'actor' ? { ...entry.actor, id: 'changed' } : 'changed' }).toString('hex'),
      name,
    ).not.toBe(hash);
  }
  expect(chainHash(new Uint8Array(32).fill(1), entry).toString('hex')).not.toBe(hash);
});
