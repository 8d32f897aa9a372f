import type { AttachmentUpload } from '@kabinet/contracts/issues/resources';
import { api, bytes } from '../../../api/api.ts';
import { isApiProblem } from '../../../api/problem.ts';

/** Bytes of one question: so much is sent again at the most when a line breaks. */
const PIECE = 8_388_608;
/** What may be over at the next attempt; after `wrong_offset` the portal is asked how far it came. */
const PASSING = ['unreachable', 'unavailable', 'deadline_exceeded', 'rate_limited', 'wrong_offset'];
const ATTEMPTS = 6;
const PAUSE_MS = 1_000;
const LOOK_AGAIN_MS = 1_000;

/**
 * Brings a large file to a request by the tus protocol, going on after breaks; answers how it ended: `attached` under its id, or
 * `refused`. `progress` is told how many bytes are there.
 */
export async function sendLargeFile(issueId: string, file: File, progress: (bytes: number) => void): Promise<AttachmentUpload> {
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(file.size), 'upload-metadata': `filename ${base64Of(file.name)}` };
  let upload = await api.issues.createAttachmentUpload({ params: { id: issueId } }, { headers });
  const params = { id: issueId, upload_id: upload.id };
  for (let attempt = 1; upload.state === 'receiving';) {
    try {
      await sendPiece(params, file, upload.received);
      upload = await api.issues.getAttachmentUpload({ params });
      progress(upload.received);
      attempt = 1;
    } catch (error) {
      if (attempt === ATTEMPTS || !isApiProblem(error, ...PASSING)) throw error;
      await pause(PAUSE_MS * attempt);
      upload = await api.issues.getAttachmentUpload({ params }).catch(() => upload);
      attempt += 1;
    }
  }
  while (upload.state === 'checking') {
    await pause(LOOK_AGAIN_MS);
    upload = await api.issues.getAttachmentUpload({ params });
  }
  return upload;
}

async function sendPiece(params: { readonly id: string; readonly upload_id: string }, file: File, offset: number): Promise<void> {
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  await bytes.issues.continueAttachmentUpload({ params }, file.slice(offset, offset + PIECE), { headers });
}

function base64Of(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
