import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { ByteRange, Store } from '../src/store.ts';

export interface StoreUnderTest {
  readonly store: Store;
  /** How many samples a property takes: as many as the store is fast. */
  readonly samples: number;
}

/** A folder that no other test uses. */
export function freshFolder(): string {
  return `${randomUUID()}/`;
}

export function sha256(contents: Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex');
}

export async function contentsOf(store: Store, key: string, range?: ByteRange): Promise<Buffer> {
  const { body } = await store.get(key, range === undefined ? {} : { range });
  return buffer(body);
}

export async function keysOf(store: Store, prefix: string): Promise<string[]> {
  const objects = await Array.fromAsync(store.list({ prefix }));
  return objects.map(({ key }) => key);
}

export function refusal(kind: string): unknown {
  return expect.objectContaining({ name: 'StoreError', kind });
}
