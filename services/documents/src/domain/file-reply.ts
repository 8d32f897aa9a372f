import type { Reply } from '@kabinet/contract';
import type { Locale } from '@kabinet/problem';
import { createHash } from 'node:crypto';

/** Answers with a file to be saved as `name`. Its strong ETag follows from its contents alone. */
export function fileReply(body: Uint8Array, name: string, locale?: Locale): Reply<Uint8Array> {
  const headers = { etag: `"${createHash('sha256').update(body).digest('base64url')}"`, 'content-disposition': attachment(name) };
  return { body, headers: locale === undefined ? headers : { ...headers, 'content-language': locale } };
}

/**
 * `Content-Disposition` of a file that is to be saved (RFC 6266): the name in ASCII for old clients and, where that is
 * not the whole of it, as it is (RFC 8187).
 */
export function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const plain = `attachment; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`;
}

/** RFC 8187, `ext-value`: percent-encoded UTF-8 but for `attr-char`, which lacks `'()*` that encodeURIComponent lets through. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
