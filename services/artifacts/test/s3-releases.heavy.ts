import { afterAll, describe, test } from 'vitest';
import { startS3Peer } from '../../../test/peers/s3.ts';
import { describeReleases } from './s3-suite.ts';

const peer = await startS3Peer();
afterAll(() => peer?.stop());

describe('releases in a real S3', () => {
  if (peer === undefined) test.skip('the s3 peer is not installed');
  else describeReleases(peer, { releases: 20, files: 10, timeout: 20 * 60_000 });
});
