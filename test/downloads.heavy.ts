import { afterAll, describe, test } from 'vitest';
import { startS3Peer } from './peers/s3.ts';
import { cutOffPublishingSuite } from './suites/cut-off-publishing.ts';
import { largeDownloadSuite } from './suites/large-downloads.ts';
import { signedUrlSuite } from './suites/signed-urls.ts';
import { storeReleaseSuite } from './suites/store-releases.ts';
import { debianPackages } from './support/delivery/release-files.ts';

const GIBIBYTE = 1024 ** 3;
const LONG_MS = 60 * 60_000;

// Once for file and bundle, each by two programs; 20 GB of disk while it runs.
largeDownloadSuite({ bytes: 5 * GIBIBYTE, cuts: 50, timeout: LONG_MS });

const peer = await startS3Peer();

describe('from S3', () => {
  afterAll(() => peer?.stop());
  if (peer === undefined) test.skip('the s3 peer is not installed');
  else {
    storeReleaseSuite(peer, { releases: 20, files: () => debianPackages(200), timeout: LONG_MS });
    signedUrlSuite(peer, GIBIBYTE / 4);
    cutOffPublishingSuite(peer, 40);
  }
});
