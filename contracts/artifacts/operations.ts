import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Upload, UploadDetails, UploadState } from './resources.ts';

const params = closed({ id: Uuid });
/** Uploads are the vendor's own: no organization, and no token of one, has a part in them. */
const reads = { kind: 'permission', permission: 'releases.read', vendor_wide: true } as const;

export const artifactOperations = {
  listUploads: operation({
    summary: 'List what was found in the bucket: being checked, held with the reasons, accepted, altered',
    method: 'GET',
    path: '/uploads',
    access: reads,
    query: listQuery(['updated_at', 'found_at'], { state: anyOf(UploadState), product_id: Type.Optional(Uuid) }),
    ok: { status: 200, body: page(Upload) },
    problems: [],
  }),
  getUpload: operation({
    summary: 'Read an upload with its files',
    method: 'GET',
    path: '/uploads/{id}',
    access: reads,
    params,
    ok: { status: 200, body: UploadDetails },
    problems: ['upload_not_found'],
  }),
  checkUpload: operation({
    summary: 'Read the files of an upload again, all of them',
    method: 'POST',
    path: '/uploads/{id}/check',
    access: { kind: 'permission', permission: 'releases.manage', vendor_wide: true },
    params,
    ok: { status: 200, body: UploadDetails },
    problems: ['upload_not_found', 'upload_accepted'],
    idempotency: 'honoured',
  }),
  scanUploads: operation({
    summary: 'Look into the bucket now for what is new or changed',
    method: 'POST',
    path: '/uploads/scan',
    access: { kind: 'permission', permission: 'releases.upload', vendor_wide: true },
    ok: { status: 204 },
    problems: [],
    idempotency: 'none',
    repeatable: true,
  }),
  receiveBucketEvents: operation({
    summary: 'Be told by the object store that objects came or changed, in the event format of Amazon S3',
    method: 'POST',
    path: '/bucket-events',
    access: { kind: 'permission', permission: 'releases.upload', vendor_wide: true },
    body: Type.Record(Type.String(), Type.Unknown()),
    ok: { status: 204 },
    problems: [],
    idempotency: 'none',
    repeatable: true,
  }),
} as const;
