import { defineContract, operation } from '@kabinet/contract';
import { closed } from '@kabinet/contract/schemas';
import Type from 'typebox';

const params = closed({ id: Type.String({ maxLength: 20 }) });
const file = { of: 'file', param: 'id' } as const;

/** A contract of streams in every direction. */
export const filesContract = defineContract('files', {
  operations: {
    getFile: operation({
      summary: 'The bytes of a file',
      method: 'GET',
      path: '/files/{id}/content',
      access: { kind: 'permission', permission: 'notes.read', resource: file },
      params,
      ok: { status: 200, stream: 'bytes' },
      problems: ['file_not_found', 'file_locked'],
    }),
    putFile: operation({
      summary: 'Write a file',
      method: 'PUT',
      path: '/files/{id}/content',
      access: { kind: 'permission', permission: 'notes.write', known_by: 'notes.read', resource: file },
      params,
      upload: { media_types: ['application/octet-stream', 'application/offset+octet-stream'] },
      headers: ['content-range'],
      body_limit: 4_000_000,
      ok: { status: 200, body: closed({ size: Type.Integer(), sha256: Type.String(), range: Type.String() }) },
      problems: ['file_not_found'],
    }),
    listRows: operation({
      summary: 'Rows without end',
      method: 'GET',
      path: '/rows',
      access: { kind: 'permission', permission: 'notes.read' },
      query: closed({ count: Type.Integer({ maximum: 1_000_000 }) }),
      ok: { status: 200, stream: 'rows', body: closed({ n: Type.Integer(), text: Type.String() }) },
      problems: [],
    }),
  },
  problems: {
    file_not_found: { status: 404, title: { ru: 'Файл не найден', en: 'File not found' } },
    file_locked: { status: 409, title: { ru: 'Файл занят', en: 'The file is locked' } },
  },
});
