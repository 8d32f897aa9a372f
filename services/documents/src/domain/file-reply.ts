import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Locale } from '@kabinet/problem';
import { createHash } from 'node:crypto';

/** Answers with a file to be saved as `name`. Its strong ETag follows from its contents alone. */
export function fileReply(body: Uint8Array, name: string, locale?: Locale): Reply<Uint8Array> {
  const headers = { etag: `"${createHash('sha256').update(body).digest('base64url')}"`, 'content-disposition': attachment(name) };
  return { body, headers: locale === undefined ? headers : { ...headers, 'content-language': locale } };
}
