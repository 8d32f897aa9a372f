import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What the worker tells: how many bytes it has read, and in the end their digest. */
export type HashNews = { readonly done: number } | { readonly sha256: string } | { readonly failure: string };

/** In bytes: what is in memory at a time. */
const CHUNK = 4 * 1024 * 1024;

/** The browser's own SHA-256 wants all bytes at once, which no large file allows. */
async function hash(file: Blob): Promise<string> {
  const digest = sha256.create();
  for (let start = 0; start < file.size; start += CHUNK) {
    digest.update(new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer()));
    tell({ done: Math.min(start + CHUNK, file.size) });
  }
  return bytesToHex(digest.digest());
}

function tell(news: HashNews): void {
  postMessage(news);
}

addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  hash(data).then(
    (digest) => tell({ sha256: digest }),
    (error: unknown) => tell({ failure: String(error) }),
  );
});
