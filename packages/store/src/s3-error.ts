import { S3ServiceException } from '@aws-sdk/client-s3';
import { StoreError } from './store-error.ts';
import type { StoreErrorKind } from './store-error.ts';

/** Codes of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and of services that speak the same language. */
const kinds: Readonly<Record<string, StoreErrorKind>> = {
  NoSuchKey: 'not_found',
  // HEAD has no body to name a code, so the client makes one of the status.
  NotFound: 'not_found',
  KeyTooLongError: 'invalid_key',
  BadDigest: 'checksum_mismatch',
  InvalidDigest: 'checksum_mismatch',
  XAmzContentSHA256Mismatch: 'checksum_mismatch',
  PreconditionFailed: 'changed',
  InvalidRange: 'range_not_satisfiable',
  EntityTooLarge: 'full',
  QuotaExceeded: 'full',
  InsufficientStorage: 'full',
};

function kindOf(error: S3ServiceException): StoreErrorKind {
  const status = error.$metadata.httpStatusCode;
  if (status === 412) return 'changed';
  if (status === 416) return 'range_not_satisfiable';
  if (status === 507) return 'full';
  return kinds[error.name] ?? 'unavailable';
}

/** A StoreError for a failure of the client or the service; StoreErrors and AbortErrors pass unchanged. */
export function s3Error(error: unknown): Error {
  if (error instanceof StoreError || (error instanceof Error && error.name === 'AbortError')) return error;
  if (error instanceof S3ServiceException) {
    return new StoreError(kindOf(error), `the object store answered ${error.name}: ${error.message}`, error);
  }
  return new StoreError('unavailable', `the object store did not answer: ${String(error)}`, error);
}

export async function onS3<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw s3Error(error);
  }
}
