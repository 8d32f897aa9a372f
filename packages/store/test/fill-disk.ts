/** Puts more than its file system holds and tells as JSON what came of it: `fill-disk.ts <directory>`. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StoreError, createFileStore } from '../src/store.ts';

const [, , directory = ''] = process.argv;
const store = createFileStore({ directory });
await store.put('small', Buffer.from('small'));
let refused: string | undefined;
try {
  await store.put('large', Buffer.alloc(2_000_000));
} catch (error) {
  refused = error instanceof StoreError ? error.kind : String(error);
}
const { body } = await store.get('small');
const keys = await Array.fromAsync(store.list({ prefix: '' }), ({ key }) => key);
console.log(JSON.stringify({ refused, kept: await text(body), keys, unfinished: await readdir(join(directory, 'unfinished')) }));
