import { afterAll, describe, test } from 'vitest';
import { startS3Peer } from './peers/s3.ts';
import { cutOffPublishingSuite } from './suites/cut-off-publishing.ts';
import { largeDownloadSuite } from './suites/large-downloads.ts';
import { signedUrlSuite } from './suites/signed-urls.ts';
import { storeReleaseSuite } from './suites/store-releases.ts';
import { madeFiles } from './support/delivery/release-files.ts';

/** What `downloads.heavy.ts` does with more and larger files. */
const MEBIBYTE = 1024 * 1024;

largeDownloadSuite({ bytes: 40 * MEBIBYTE, cuts: 5, timeout: 120_000 });

const peer = await startS3Peer();

describe('from S3', () => {
  afterAll(() => peer?.stop());
  if (peer === undefined) test.skip('the s3 peer is not installed');
  else {
    storeReleaseSuite(peer, { releases: 3, files: async () => madeFiles(9), timeout: 120_000 });
    signedUrlSuite(peer, 24 * MEBIBYTE);
    cutOffPublishingSuite(peer, 4);
  }
});
