/** Objects in a bucket of S3 or of a service that speaks S3. */
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable, addAbortSignal, pipeline } from 'node:stream';
import { checkRange } from './byte-range.ts';
import { ContentCheck } from './content-check.ts';
import { copyObject } from './s3-copy.ts';
import { checkKey, isValidKey } from './object-key.ts';
import { onS3, s3Error } from './s3-error.ts';
import { storedObject } from './s3-object.ts';
import { upload } from './s3-upload.ts';
import { StoreError } from './store-error.ts';
import type { Bucket } from './s3-bucket.ts';
import type {
  ByteRange,
  Chunks,
  GetOptions,
  ListOptions,
  PutOptions,
  Store,
  StoredEntry,
  StoredObject,
  SignedUrlOptions,
} from './store.ts';

/** In milliseconds. */
export interface S3Timeouts {
  /** Until a connection stands; 5,000 when missing. */
  readonly connect?: number;
  /** Until the headers of the answer are there, sending included; 60,000 when missing. */
  readonly answer?: number;
  /** Without a byte on the connection, which a slow reader of a body may cause as well; 300,000 when missing. */
  readonly idle?: number;
}

export interface S3StoreConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Must exist. */
  readonly bucket: string;
  readonly timeouts?: S3Timeouts;
}

/** Listings do not tell sha256 and metadata, so each object is asked for; this many at a time. */
const headsAtOnce = 16;
/** Keys per listing: larger ones would save little beside a request for each object. */
const listPage = 100;
/** The most that S3 lists at once. */
const entryPage = 1_000;

/**
 * Opens a store in a bucket. Contents whose sha256 is not known beforehand go through a temporary file (in TMPDIR), because S3 wants
 * the metadata before the contents.
 */
export function createS3Store({ bucket: name, timeouts = {}, endpoint, region, accessKeyId, secretAccessKey }: S3StoreConfig): Store {
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // The checksums that newer clients add by default are unknown to many services that speak S3.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: timeouts.connect ?? 5_000,
      requestTimeout: timeouts.answer ?? 60_000,
      throwOnRequestTimeout: true,
      socketTimeout: timeouts.idle ?? 300_000,
    },
  });
  const bucket: Bucket = { client, name };
  const store: Store = {
    async put(key, body, options = {}) {
      checkKey(key);
      await upload(bucket, key, body, options);
      return begunAs(options, existing(await headObject(bucket, key), key));
    },
    get: (key, options = {}) => getObject(bucket, key, options),
    read: (key, options = {}) => readObject(bucket, key, options),
    head: (key) => headObject(bucket, key),
    delete: (key) => deleteObject(bucket, key),
    list: (options) => listObjects(bucket, options),
    entries: (options) => listEntries(bucket, options),
    async adopt(from, key) {
      checkKey(key);
      const source = opened.get(from.store);
      if (!source) throw new TypeError('not a store in S3');
      await copyObject(source.name, from, bucket, key);
      return existing(await headObject(bucket, key), key);
    },
    signedUrl: (key, options) => signGet(bucket, key, options),
  };
  opened.set(store, bucket);
  return store;
}

/** The buckets of the stores of this process, for those that take over each other's objects. */
const opened = new WeakMap<Store, Bucket>();

/** Whoever began an upload said what the object is: its parts do not tell. */
function begunAs({ resume, sha256 }: PutOptions, stored: StoredObject): StoredObject {
  const isOther = resume && sha256 !== undefined && stored.sha256 !== sha256.toLowerCase();
  if (isOther) throw new StoreError('changed', `${stored.key} was gone on with, but had been begun as ${stored.sha256}`);
  return stored;
}

function existing(object: StoredObject | undefined, key: string): StoredObject {
  if (object === undefined) throw new StoreError('not_found', `${key} was deleted while it was put`);
  return object;
}

async function headObject({ client, name }: Bucket, key: string): Promise<StoredObject | undefined> {
  checkKey(key);
  try {
    const facts = await onS3(client.send(new HeadObjectCommand({ Bucket: name, Key: key })));
    return storedObject(key, facts.ContentLength ?? 0, facts);
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

async function getObject(bucket: Bucket, key: string, options: GetOptions): Promise<{ object: StoredObject; body: Readable }> {
  const { object, source, length } = await openObject(bucket, key, options);
  const check = new ContentCheck(options.range === undefined ? object : { size: length }, s3Error);
  const body = pipeline(source, check, () => undefined);
  return { object, body: options.signal === undefined ? body : addAbortSignal(options.signal, body) };
}

async function readObject(bucket: Bucket, key: string, options: GetOptions): Promise<{ object: StoredObject; chunks: Chunks }> {
  const { object, source } = await openObject(bucket, key, options);
  const body = options.signal === undefined ? source : addAbortSignal(options.signal, source);
  return { object, chunks: { [Symbol.asyncIterator]: () => translated(body), destroy: () => void body.destroy() } };
}

async function* translated(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw s3Error(error);
  }
}

/** The object, the bytes that the service sends of it, and how many. */
async function openObject({ client, name }: Bucket, key: string, { range, signal }: GetOptions) {
  checkKey(key);
  if (range !== undefined) checkRange(range);
  const command = new GetObjectCommand({ Bucket: name, Key: key, ...(range !== undefined && { Range: rangeHeader(range) }) });
  const answer = await onS3(client.send(command, signal === undefined ? {} : { abortSignal: signal }));
  const source = answer.Body;
  if (!(source instanceof Readable)) throw new StoreError('unavailable', 'the object store answered without a body');
  const length = answer.ContentLength ?? 0;
  const object = storedObject(key, range === undefined ? length : sizeOf(answer.ContentRange, source), answer);
  return { object, source, length };
}

async function signGet({ client, name }: Bucket, key: string, { seconds, contentType, disposition }: SignedUrlOptions): Promise<string> {
  checkKey(key);
  const answered = { ResponseContentType: contentType, ResponseContentDisposition: disposition };
  return getSignedUrl(client, new GetObjectCommand({ Bucket: name, Key: key, ...answered }), { expiresIn: seconds });
}

function rangeHeader({ start, end }: ByteRange): string {
  return `bytes=${start}-${end ?? ''}`;
}

/** The size of the whole object. Services answer an empty object without a Content-Range, since no range of it exists. */
function sizeOf(contentRange: string | undefined, body: Readable): number {
  const size = /\/(\d+)$/u.exec(contentRange ?? '')?.[1];
  if (size !== undefined) return Number(size);
  body.destroy();
  throw new StoreError('range_not_satisfiable', 'the object store answered without the range');
}

async function deleteObject({ client, name }: Bucket, key: string): Promise<void> {
  checkKey(key);
  try {
    await onS3(client.send(new DeleteObjectCommand({ Bucket: name, Key: key })));
  } catch (error) {
    if (!(error instanceof StoreError && error.kind === 'not_found')) throw error;
  }
}

async function* listObjects(bucket: Bucket, options: ListOptions): AsyncGenerator<StoredObject> {
  let left = options.limit ?? Infinity;
  for await (const page of listedPages(bucket, options, listPage)) {
    const keys = page.map(({ key }) => key);
    for (let index = 0; index < keys.length && left > 0; index += headsAtOnce) {
      const objects = await Promise.all(keys.slice(index, index + Math.min(headsAtOnce, left)).map((key) => headObject(bucket, key)));
      // An object may have been deleted since it was listed.
      const found = objects.filter((object) => object !== undefined);
      left -= found.length;
      yield* found;
    }
    if (left <= 0) return;
  }
}

async function* listEntries(bucket: Bucket, options: ListOptions): AsyncGenerator<StoredEntry> {
  let left = options.limit ?? Infinity;
  for await (const page of listedPages(bucket, options, entryPage)) {
    yield* page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}

/** What a listing says of the objects with valid keys, page by page. */
async function* listedPages(
  { client, name }: Bucket,
  { prefix, startAfter, limit = Infinity }: ListOptions,
  pageSize: number,
): AsyncGenerator<StoredEntry[]> {
  let after = startAfter;
  if (limit <= 0) return;
  for (;;) {
    const page = new ListObjectsV2Command({
      Bucket: name,
      Prefix: prefix,
      MaxKeys: Math.min(limit, pageSize),
      ...(after !== undefined && { StartAfter: after }),
    });
    const { Contents = [], IsTruncated } = await onS3(client.send(page));
    const entries = Contents.map(({ Key = '', Size = 0, ETag = '', LastModified = new Date(0) }) => ({
      key: Key,
      size: Size,
      etag: ETag.replaceAll('"', ''),
      modified_at: LastModified,
    }));
    yield entries.filter(({ key }) => isValidKey(key));
    after = entries.at(-1)?.key;
    if (IsTruncated !== true || after === undefined) return;
  }
}
