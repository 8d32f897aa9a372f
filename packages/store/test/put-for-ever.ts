/** Puts one key again and again and tells each round that is done, until it is killed: `put-for-ever.ts <directory>`. */
import { writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createFileStore } from '../src/store.ts';

const [, , directory = ''] = process.argv;
const store = createFileStore({ directory });
const last = await store.head('contested');
for (let round = Number(last?.metadata.round ?? -1) + 1; ; round += 1) {
  const chunks = Array.from({ length: 64 }, () => Buffer.alloc(16_384, round % 256));
  await store.put('contested', Readable.from(chunks), { metadata: { round: String(round) } });
  writeSync(1, `${round}\n`);
}
