import { issuesContract } from '@kabinet/contracts/issues';
import { staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TestedPortal } from '../portal/tested-portal.ts';

let count = 0;

/** A form with the one field `file`, as browsers send it (RFC 7578). */
export function formOf(name: string, contents: Buffer) {
  const boundary = `----${randomUUIDv7()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), contents, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body: Readable.from([bytes]), content_type: `multipart/form-data; boundary=${boundary}`, length: bytes.length };
}

function desk(portal: TestedPortal) {
  return portal.client(issuesContract, staff('support_engineer'));
}

export async function openIssueFor(portal: TestedPortal, cabinet_id: string, certificate_id: string) {
  count += 1;
  const body = { cabinet_id, certificate_id, subject: `Запрос проверки ${1_000_000 + count}`, description: 'Что-то не так.' };
  return desk(portal).createIssue({ body });
}

export async function sayIn(portal: TestedPortal, id: string): Promise<string> {
  return (await desk(portal).createComment({ params: { id }, body: { body: 'Смотрим.' } })).id;
}

export async function attachTo(portal: TestedPortal, id: string): Promise<string> {
  return (await desk(portal).uploadAttachment({ params: { id }, upload: formOf('журнал.log', Buffer.from('строка')) })).id;
}

/** A file that comes in pieces, of which none has come yet. */
export async function announceAttachment(portal: TestedPortal, id: string): Promise<string> {
  const headers = { 'upload-length': '12', 'upload-metadata': `filename ${btoa('dump.bin')}` };
  return (await desk(portal).createAttachmentUpload({ params: { id } }, { headers })).id;
}

export async function keepAnswer(portal: TestedPortal): Promise<string> {
  const body = { title: `Готовый ответ ${randomUUIDv7()}`, body: 'Попробуйте ещё раз.' };
  return (await desk(portal).createCannedAnswer({ body })).id;
}
