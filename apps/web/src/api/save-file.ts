import type { SavedFile } from './client.ts';

const LONG_ENOUGH_MS = 60_000;

/** Hands a file to the browser to be saved under its name. */
export function saveFile({ name, content }: SavedFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; nothing tells when it has.
  setTimeout(() => URL.revokeObjectURL(url), LONG_ENOUGH_MS);
}
