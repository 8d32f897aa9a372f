import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3Peer } from '../../../test/peers/s3.ts';
import type { S3Peer } from '../../../test/peers/s3.ts';
import { createS3Store } from '../src/store.ts';
import type { S3StoreConfig, Store } from '../src/store.ts';
import { describeStore } from './store-suite.ts';
import { contentsOf, freshFolder, keysOf, sha256 } from './store-under-test.ts';

const peer = await startS3Peer();
afterAll(() => peer?.stop());

describe('a store in S3', { timeout: 30_000 }, () => {
  if (peer === undefined) it.skip('the s3 peer is not installed');
  else describeS3(peer);
});

function describeS3({ stop: _, ...account }: S3Peer): void {
  const config: S3StoreConfig = { ...account, bucket: `kabinet-${randomUUID()}` };
  const store = createS3Store(config);
  const credentials = { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey };
  const otherProgram = new S3Client({
    endpoint: config.endpoint,
    region: config.region,
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  beforeAll(async () => {
    await otherProgram.send(new CreateBucketCommand({ Bucket: config.bucket }));
  });
  afterAll(() => otherProgram.destroy());

  describeStore(() => ({ store, samples: 5 }));
  describeOtherPrograms(store, otherProgram, config.bucket);
  describeFailures(store, otherProgram, config);
}

function describeOtherPrograms(store: Store, otherProgram: S3Client, bucket: string): void {
  it('reads what other programs wrote, and says that their sha256 is not known', async () => {
    const folder = freshFolder();
    await otherProgram.send(new PutObjectCommand({ Bucket: bucket, Key: `${folder}a`, Body: 'theirs', Metadata: { discount: '100%' } }));
    await otherProgram.send(new PutObjectCommand({ Bucket: bucket, Key: `${folder}../a`, Body: 'not a key of ours' }));
    const { object, body } = await store.get(`${folder}a`);
    expect(object).toMatchObject({ size: 6, sha256: undefined, metadata: { discount: '100%' } });
    expect((await buffer(body)).toString()).toBe('theirs');
    expect(await keysOf(store, folder)).toEqual([`${folder}a`]);
  });

  it('ends the reading with checksum_mismatch when the contents are not those of the sha256', async () => {
    const key = `${freshFolder()}a`;
    const lie = { sha256: sha256(Buffer.from('other')) };
    await otherProgram.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'damaged', Metadata: lie }));
    const { body } = await store.get(key);
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'checksum_mismatch' });
  });
}

function describeFailures(store: Store, otherProgram: S3Client, config: S3StoreConfig): void {
  it('leaves no parts of an upload that failed', async () => {
    const contents = randomBytes(20_000_000);
    const damaged = { sha256: sha256(Buffer.from('other')) };
    await expect(store.put(`${freshFolder()}a`, Readable.from([contents]), damaged)).rejects.toMatchObject({ kind: 'checksum_mismatch' });
    const { Uploads = [] } = await otherProgram.send(new ListMultipartUploadsCommand({ Bucket: config.bucket }));
    expect(Uploads).toEqual([]);
    // Swift keeps parts in a bucket of their own, which tells more than the list of uploads.
    const { Contents = [] } = await otherProgram
      .send(new ListObjectsV2Command({ Bucket: `${config.bucket}+segments`, Prefix: '' }))
      .catch(() => ({ Contents: [] }));
    expect(Contents.filter(({ Key }) => Key?.endsWith('/a/1') === true)).toEqual([]);
  });

  it('goes on with an upload that was cut off, without sending again what is there', async () => {
    const contents = randomBytes(30_000_000);
    const key = `${freshFolder()}a`;
    const known = { size: contents.length, sha256: sha256(contents), resume: true } as const;
    await expect(store.put(key, Readable.from(brokenOff(contents, 20_000_000)), known)).rejects.toThrow('the line is gone');
    expect(await store.head(key)).toBeUndefined();
    const counted = { bytes: 0 };
    await using counting = await startServer((client) => relayAndCount(client, new URL(config.endpoint), counted));
    const rest = createS3Store({ ...config, endpoint: counting.endpoint });
    expect(await rest.put(key, Readable.from([contents]), known)).toMatchObject({ size: contents.length, sha256: known.sha256 });
    expect((await contentsOf(store, key)).equals(contents)).toBe(true);
    // Two parts of 8 MiB were there.
    expect(counted.bytes).toBeGreaterThan(13_000_000);
    expect(counted.bytes).toBeLessThan(15_000_000);
    const { Uploads = [] } = await otherProgram.send(new ListMultipartUploadsCommand({ Bucket: config.bucket }));
    expect(Uploads).toEqual([]);
  });

  it('says so when it went on with an upload of other contents, and takes them at the next put', async () => {
    const [before, contents] = [randomBytes(20_000_000), randomBytes(20_000_000)];
    const key = `${freshFolder()}a`;
    const known = (bytes: Buffer) => ({ size: bytes.length, sha256: sha256(bytes), resume: true }) as const;
    await expect(store.put(key, Readable.from(brokenOff(before, 12_000_000)), known(before))).rejects.toThrow('the line is gone');
    await expect(store.put(key, Readable.from([contents]), known(contents))).rejects.toMatchObject({ kind: 'changed' });
    expect(await store.put(key, Readable.from([contents]), known(contents))).toMatchObject({ sha256: sha256(contents) });
    expect((await contentsOf(store, key)).equals(contents)).toBe(true);
  });

  it('keeps nothing of contents that are not what was said of them', async () => {
    const contents = randomBytes(20_000_000);
    const key = `${freshFolder()}a`;
    const damaged = { size: contents.length, sha256: sha256(Buffer.from('other')), resume: true } as const;
    await expect(store.put(key, Readable.from([contents]), damaged)).rejects.toMatchObject({ kind: 'checksum_mismatch' });
    expect(await store.head(key)).toBeUndefined();
    const { Uploads = [] } = await otherProgram.send(new ListMultipartUploadsCommand({ Bucket: config.bucket }));
    expect(Uploads).toEqual([]);
  });

  it.each<[string, Partial<S3StoreConfig>]>([
    ['nobody listens', { endpoint: 'http://127.0.0.1:1' }],
    ['the secret is wrong', { secretAccessKey: 'wrong' }],
  ])('is unavailable when %s', async (_, wrong) => {
    const unavailable = createS3Store({ ...config, ...wrong });
    const refused = expect.objectContaining({ name: 'StoreError', kind: 'unavailable' });
    await expect(unavailable.head('a')).rejects.toEqual(refused);
    await expect(unavailable.get('a')).rejects.toEqual(refused);
    await expect(unavailable.put('a', Buffer.from('x'))).rejects.toEqual(refused);
    await expect(unavailable.put('a', Readable.from([Buffer.alloc(20_000_000)]))).rejects.toEqual(refused);
    await expect(unavailable.delete('a')).rejects.toEqual(refused);
    await expect(keysOf(unavailable, '')).rejects.toEqual(refused);
  });

  it('takes a bucket that is missing for a fault and not for an object that is', async () => {
    const nowhere = createS3Store({ ...config, bucket: 'kabinet-nowhere' });
    await expect(nowhere.get('a')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(nowhere.put('a', Buffer.from('x'))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is unavailable when the service does not answer in time', async () => {
    await using silent = await startServer(() => undefined);
    const waiting = createS3Store({ ...config, endpoint: silent.endpoint, timeouts: { answer: 100 } });
    await expect(waiting.head('a')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('fails a body whose connection is cut', async () => {
    const key = `${freshFolder()}a`;
    await store.put(key, randomBytes(8_000_000));
    await using cutting = await startServer((client) => relayAndCut(client, new URL(config.endpoint), 1_000_000));
    const { body } = await createS3Store({ ...config, endpoint: cutting.endpoint }).get(key);
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'unavailable' });
  });
}

/** In bytes: small beside a part, as streams read some of them ahead. */
const PIECE = 65_536;

/** Contents whose reading fails after so many bytes. */
async function* brokenOff(contents: Buffer, after: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < after; at += PIECE) yield contents.subarray(at, Math.min(at + PIECE, after));
  throw new Error('the line is gone');
}

interface RunningServer extends AsyncDisposable {
  readonly endpoint: string;
}

async function startServer(serve: (client: Socket) => void): Promise<RunningServer> {
  const clients = new Set<Socket>();
  const server: Server = createServer((client) => {
    clients.add(client.on('error', () => undefined));
    serve(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server.close(), 'close');
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

/** Passes requests on to the real service and counts what is sent there. */
function relayAndCount(client: Socket, service: URL, counted: { bytes: number }): void {
  const upstream = connect(Number(service.port), service.hostname);
  client.on('data', (chunk) => (counted.bytes += chunk.length));
  client.pipe(upstream).on('error', () => client.destroy());
  upstream.pipe(client).on('error', () => upstream.destroy());
  client.on('close', () => upstream.destroy());
}

/** Passes requests on to the real service and cuts the connection after so many bytes of the answer. */
function relayAndCut(client: Socket, service: URL, bytes: number): void {
  const upstream = connect(Number(service.port), service.hostname);
  let left = bytes;
  client.pipe(upstream).on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
  upstream.on('data', (chunk) => {
    client.write(chunk);
    left -= chunk.length;
    if (left < 0) client.destroy();
  });
}
