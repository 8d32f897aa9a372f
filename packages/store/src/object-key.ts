import { StoreError } from './store-error.ts';

/** S3 allows 1,024 bytes; Swift's multipart uploads append up to 100 to the key for the parts. */
const maxKeyBytes = 900;

/** S3 listings are XML 1.0, which cannot carry these: https://www.w3.org/TR/xml/#charsets */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const notInXml = /[\u0000-\u001f\u007f\ufffe\uffff]/u;

function faultOf(key: string): string | undefined {
  if (key === '') return 'is empty';
  if (!key.isWellFormed()) return 'is not well-formed Unicode';
  if (Buffer.byteLength(key) > maxKeyBytes) return `is longer than ${maxKeyBytes} bytes`;
  if (notInXml.test(key)) return 'has a control character';
  if (key.startsWith('/')) return 'is absolute';
  if (key.split('/').some((segment) => segment === '.' || segment === '..')) return 'has a segment . or ..';
  return undefined;
}

export function isValidKey(key: string): boolean {
  return faultOf(key) === undefined;
}

/**
 * Throws StoreError `invalid_key` for a key that is empty, longer than 900 bytes in UTF-8, absolute or not well-formed,
 * that has a segment `.` or `..`, or a control character (U+0000–U+001F, U+007F, U+FFFE, U+FFFF).
 */
export function checkKey(key: string): void {
  const fault = faultOf(key);
  if (fault !== undefined) throw new StoreError('invalid_key', `object key ${JSON.stringify(key.slice(0, 100))} ${fault}`);
}

/** The key's UTF-8 bytes, one character each: compared as strings they have the order in which stores list keys. */
export function keyBytes(key: string): string {
  return Buffer.from(key).toString('latin1');
}
