/** What a file is called when nothing of its name can be kept. */
const NAMELESS = 'file';
const LONGEST = 200;
/** Controls, and signs that turn the direction of writing: `exe.gpj` would read `jpg.exe`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/** The name as it may be shown and saved: without folders, signs that nobody sees, and no longer than a file system takes. */
export function safeName(given: string): string {
  const bare = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = bare
    .toWellFormed()
    .replaceAll(UNSEEN, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/gu, ' ');
  const trimmed = seen.trim().replace(/^\.+/, '');
  return shortened(trimmed) || NAMELESS;
}

/** Cuts the middle out, so that the extension stays. */
function shortened(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= LONGEST) return name;
  const extension = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? '';
  return letters.slice(0, LONGEST - Array.from(extension).length).join('') + extension;
}

const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  zip: 'application/zip',
  gz: 'application/gzip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What a file of this name probably is. Nothing but icons may depend on it. */
export function contentTypeOf(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, extension) ? (TYPES[extension] ?? '') : 'application/octet-stream';
}
