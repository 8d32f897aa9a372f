import type { PutOptions } from './store.ts';

const defaultContentType = 'application/octet-stream';
const maxValueLength = 256;
const maxMetadataLength = 2_000;

export interface PutFacts {
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The content type and metadata of a put, checked by the narrowest of the stores, so that what one accepts all accept.
 * Throws TypeError: such values come from our code and not from people.
 */
export function putFacts(options: PutOptions): PutFacts {
  const { contentType = defaultContentType, metadata = {} } = options;
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;[\x20-\x7e]*)?$/u.test(contentType)) {
    throw new TypeError(`not a media type: ${JSON.stringify(contentType)}`);
  }
  let length = 0;
  for (const [name, value] of Object.entries(metadata)) {
    if (!/^[a-z0-9-]{1,64}$/u.test(name) || name === 'sha256') throw new TypeError(`not a name for metadata: ${JSON.stringify(name)}`);
    if (!value.isWellFormed()) throw new TypeError(`metadata ${name} is not well-formed Unicode`);
    const encoded = encodeURIComponent(value).length;
    if (encoded > maxValueLength) throw new TypeError(`metadata ${name} is longer than ${maxValueLength} characters once percent-encoded`);
    length += name.length + encoded;
  }
  if (length > maxMetadataLength) throw new TypeError(`metadata is longer than ${maxMetadataLength} characters once percent-encoded`);
  return { contentType, metadata: { ...metadata } };
}
