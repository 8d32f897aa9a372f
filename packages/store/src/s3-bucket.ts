import type { S3Client } from '@aws-sdk/client-s3';

/** Where objects lie, and by whom it is asked. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}
