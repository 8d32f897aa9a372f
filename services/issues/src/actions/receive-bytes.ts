import type { Upload } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import type { Readable } from 'node:stream';
import type { IssuesContext } from '../context.ts';
import { amountIn } from '../domain/tus.ts';
import { insertPart, lockUpload, updateUpload, type UploadRow } from '../queries/attachment-upload.ts';
import { requireUpload, uploadHeaders } from './create-upload.ts';

/** So much of a file is in memory at once, and lost at the most when a process ends. */
const PART_SIZE = 8_388_608;

/**
 * Keeps what comes of a file, part by part: each is safe in the store before it is noted. What came before a line broke stays.
 * Throws `upload_not_found`, `upload_unclear`, `wrong_offset`, `body_too_large`, `malformed_body`.
 */
export async function receiveBytes(
  context: IssuesContext,
  issueId: string,
  id: string,
  { headers, upload: { body } }: { readonly headers: Readonly<Record<string, string>>; readonly upload: Upload },
): Promise<Record<string, string>> {
  const upload = await requireUpload(context, issueId, id);
  const offset = amountIn(headers['upload-offset']);
  if (offset === undefined) throw problem('upload_unclear');
  if (offset !== upload.received) throw wrongOffset(upload);
  let received = offset;
  for await (const part of inParts(body)) received = await keepPart(context.renew(), upload, received, part);
  return uploadHeaders({ received, size: upload.size });
}

function wrongOffset({ received }: UploadRow): Error {
  return problem('wrong_offset', { params: { offset: received } });
}

/** The bytes in pieces of a size; what breaks off is passed on, and then why. */
async function* inParts(body: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  let fault: { readonly error: unknown } | undefined;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length < PART_SIZE) continue;
      yield Buffer.concat(chunks, length);
      [chunks, length] = [[], 0];
    }
  } catch (error) {
    fault = { error };
  }
  if (length > 0) yield Buffer.concat(chunks, length);
  if (fault) throw fault.error;
}

/** Answers how many bytes are there with it; the last one has the file looked into. */
async function keepPart(context: IssuesContext, { id, issue_id, size }: UploadRow, start: number, bytes: Buffer): Promise<number> {
  const received = start + bytes.length;
  if (received > size) throw problem('body_too_large', { params: { limit: size - start } });
  const object_key = `issues/${issue_id}/parts/${id}/${context.newId()}`;
  await context.state.files.put(object_key, bytes);
  const later = context.renew();
  await later.system.transaction(async (tx) => {
    const upload = await lockUpload(tx, id);
    if (!upload) throw problem('upload_not_found');
    // Two at once: the first one counts. The other's bytes are swept.
    if (upload.state !== 'receiving' || upload.received !== start) throw wrongOffset(upload);
    await insertPart(tx, { upload_id: id, start, object_key });
    const state = received === size ? 'checking' : 'receiving';
    await updateUpload(tx, id, { received, state, updated_at: later.now().toISOString() });
    if (received === size) await later.enqueue(tx, 'finish_upload', { id });
  });
  return received;
}
