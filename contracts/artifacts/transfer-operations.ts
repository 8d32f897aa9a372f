import { operation } from '@kabinet/contract';
import { closed, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { FileTransfer, NewTransfer, PART_SIZE } from './resources.ts';

const params = closed({ id: Uuid });
const uploads = { kind: 'permission', permission: 'releases.upload', vendor_wide: true } as const;

/** How files come into the bucket where nobody has its keys: the staff console, and `kabinet release publish` to a portal. */
export const transferOperations = {
  createFileTransfer: operation({
    summary: 'Announce a file for the bucket; the same file again goes on where it was',
    method: 'POST',
    path: '/file-transfers',
    access: uploads,
    body: NewTransfer,
    ok: { status: 201, body: FileTransfer },
    problems: ['version_released'],
    idempotency: 'none',
    repeatable: true,
  }),
  getFileTransfer: operation({
    summary: 'Read which parts of a file are there',
    method: 'GET',
    path: '/file-transfers/{id}',
    access: uploads,
    params,
    ok: { status: 200, body: FileTransfer },
    problems: ['file_transfer_not_found'],
  }),
  putFilePart: operation({
    summary: 'Bring a part of a file; the last one that was missing has the file put together',
    method: 'PUT',
    path: '/file-transfers/{id}/parts/{number}',
    access: uploads,
    params: closed({ id: Uuid, number: Type.String({ pattern: '^[1-9][0-9]{0,4}$' }) }),
    upload: { media_types: ['application/octet-stream'] },
    body_limit: PART_SIZE,
    ok: { status: 204 },
    problems: ['file_transfer_not_found', 'no_such_part', 'wrong_part_size'],
    idempotency: 'none',
  }),
  deleteFileTransfer: operation({
    summary: 'Give up a transfer; a file that is in the bucket stays there',
    method: 'DELETE',
    path: '/file-transfers/{id}',
    access: uploads,
    params,
    ok: { status: 204 },
    problems: ['file_transfer_not_found'],
  }),
} as const;
