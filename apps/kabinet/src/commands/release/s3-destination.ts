import { StoreError, type Store } from '@kabinet/store';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Destination } from './destination.ts';
import type { PlannedFile } from './plan-release.ts';

/**
 * A bucket that the team has the keys of: files go there in parts; files that are there already are passed over, and so are the parts
 * of one that was cut off.
 */
export function s3Destination(store: Store): Destination {
  return {
    async put(product, version, { file, size, sha256, source }: PlannedFile, onBytes) {
      const key = `${product}/${version}/${file}`;
      const present = await store.head(key);
      if (present?.size === size && present.sha256 === sha256) return onBytes(size);
      const put = (tell: (bytes: number) => void) => store.put(key, Readable.from(told(source, tell)), { size, sha256, resume: true });
      await put(onBytes).catch((error: unknown) => {
        // The file was another one when its upload was begun; that upload is done with now.
        if (error instanceof StoreError && error.kind === 'changed') return put(() => undefined);
        throw error;
      });
    },
    outcome: async () => undefined,
  };
}

/** In bytes: what is read at once. */
const CHUNK = 1024 * 1024;

async function* told(source: PlannedFile['source'], tell: (bytes: number) => void): AsyncGenerator<Buffer> {
  const body = 'path' in source ? createReadStream(source.path, { highWaterMark: CHUNK }) : Readable.from([source.contents]);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    yield chunk;
    tell(chunk.length);
  }
}
