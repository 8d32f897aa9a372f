import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const sizeLimit = 8 * 1024 * 1024;

/**
 * A log file of at most 8 MB, with one older generation beside it. A log that cannot be written, as on a full disk, is dropped: it
 * must not take the server with it.
 */
export function openServerLog(path: string): (text: string) => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    try {
      if (size > sizeLimit) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, text, { mode: 0o600 });
      size += Buffer.byteLength(text);
    } catch {
      // Nowhere is left to say it.
    }
  };
}
