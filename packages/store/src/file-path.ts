/**
 * Where an object's file stands below the store's folder, so that its folders can be listed in the order of the keys.
 *
 * Each segment of the key is a name; `a/b` is `a.d/b.o`, so that the objects `a` and `a/b` may both exist. Names have only characters that no file
 * system folds, normalises or forbids (other bytes are `=` and two hex digits), and long segments go on in a folder of their own (`….c`).
 */
import { keyBytes } from './object-key.ts';

/** File systems allow names of 255 bytes: 80 × 3 and a suffix fit. */
const maxNameBytes = 80;

export type FileKind = 'object' | 'folder' | 'continuation';
const suffixes: Readonly<Record<FileKind, string>> = { object: '.o', folder: '.d', continuation: '.c' };

function nameOf(bytes: string, kind: FileKind): string {
  return bytes.replace(/[^a-z0-9._-]/gu, (byte) => `=${byte.charCodeAt(0).toString(16).padStart(2, '0')}`) + suffixes[kind];
}

/** A segment that fills whole names always goes on, even with nothing: its key then sorts before all longer ones. */
function segmentPath(bytes: string, kind: 'object' | 'folder'): string[] {
  if (bytes.length < maxNameBytes) return [nameOf(bytes, kind)];
  return [nameOf(bytes.slice(0, maxNameBytes), 'continuation'), ...segmentPath(bytes.slice(maxNameBytes), kind)];
}

/** The names from the store's folder down to the object's file; different for different keys. */
export function objectPath(key: string): string[] {
  const segments = keyBytes(key).split('/');
  return segments.flatMap((segment, index) => segmentPath(segment, index === segments.length - 1 ? 'object' : 'folder'));
}

export interface FileEntry {
  readonly name: string;
  readonly kind: FileKind;
  /** What it adds to the key's bytes. Entries of one folder in this order give keys in the order of their bytes. */
  readonly bytes: string;
}

/** The entry of a name inside a store's folder; undefined for a file that is not the store's. */
export function fileEntry(name: string): FileEntry | undefined {
  const parts = /^((?:[a-z0-9._-]|=[0-9a-f]{2})*)\.([odc])$/u.exec(name);
  if (parts === null) return undefined;
  const [, encoded = '', suffix] = parts;
  const bytes = encoded.replace(/=(..)/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (suffix === 'o') return { name, kind: 'object', bytes };
  return suffix === 'd' ? { name, kind: 'folder', bytes: `${bytes}/` } : { name, kind: 'continuation', bytes };
}
