import { createS3Store } from '@kabinet/store';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, startProgram } from '../../apps/kabinet/test/program.ts';
import type { S3Peer } from '../peers/s3.ts';
import { openBuckets, type Buckets } from '../support/delivery/buckets.ts';
import { startLine, type Line } from '../support/delivery/line.ts';

/** Of 8 MiB, as the store cuts files. */
const PART = 8 * 1024 * 1024;
/** Requests, and what was still on the line when the first one was killed. */
const MORE = PART;

/** `kabinet release publish` into a real S3, killed in the middle of a file of so many parts. */
export function cutOffPublishingSuite(peer: S3Peer, parts: number): void {
  describe('kabinet release publish', { timeout: 180_000 }, () => {
    let buckets: Buckets;
    let line: Line;
    let folder: string;

    beforeAll(async () => {
      buckets = await openBuckets(peer);
      line = await startLine(Number(new URL(peer.endpoint).port));
      folder = await mkdtemp(join(tmpdir(), 'kabinet-publish-'));
    }, 60_000);
    afterAll(async () => {
      buckets.close();
      await line.close();
      await rm(folder, { recursive: true });
    });

    test('after kill -9 sends only the parts that are not there', async () => {
      const contents = randomBytes(parts * PART);
      await writeFile(join(folder, 'image.iso'), contents);
      await writeFile(join(folder, 'notes.md'), 'Выпуск');
      const installation = { environment: { ...process.env, NODE_OPTIONS: '', ...buckets.environment, S3_ENDPOINT: line.url } };
      const named = ['--product', 'horns-os', '--release-version', '1.0', '--notes-ru', join(folder, 'notes.md')];
      const there = Math.floor(parts / 2);
      const killed = startProgram(installation, 'release', 'publish', folder, ...named);
      await line.untilSent((there + 0.5) * PART);
      await killed.end('SIGKILL');
      const before = line.sent;
      expect(await run(installation, 'release', 'publish', folder, ...named, '--json')).toMatchObject({ code: 0 });
      expect(line.sent - before).toBeLessThan((parts - there) * PART + MORE);
      const { accessKeyId, secretAccessKey, region, endpoint } = peer;
      const store = createS3Store({ endpoint, region, accessKeyId, secretAccessKey, bucket: buckets.name });
      expect(await store.head('horns-os/1.0/image.iso')).toMatchObject({
        size: contents.length,
        sha256: createHash('sha256').update(contents).digest('hex'),
      });
      const { body } = await store.get('horns-os/1.0/image.iso');
      const hash = createHash('sha256');
      for await (const chunk of body as AsyncIterable<Buffer>) hash.update(chunk);
      expect(hash.digest('hex')).toBe(createHash('sha256').update(contents).digest('hex'));
    });
  });
}
