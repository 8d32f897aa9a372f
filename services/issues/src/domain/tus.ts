export const TUS_VERSION = '1.0.0';

/** What is announced, or undefined where the headers do not say it. */
export function announced(headers: Readonly<Record<string, string>>): { name: string; size: number } | undefined {
  const size = amountIn(headers['upload-length']);
  const name = filenameIn(headers['upload-metadata'] ?? '');
  return size === undefined || name === undefined ? undefined : { name, size };
}

/** A number of bytes, or undefined for what is none. */
export function amountIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** Pairs of a key and base64, between commas: https://tus.io/protocols/resumable-upload#upload-metadata */
function filenameIn(metadata: string): string | undefined {
  const pairs = metadata.split(',').map((pair) => pair.trim().split(/ +/));
  const [, encoded] = pairs.find(([key]) => key === 'filename') ?? [];
  return encoded !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64').toString() : undefined;
}
