import { useState } from 'react';
import { api, uploads } from '../../../api/api.ts';
import { sendLargeFile } from './send-large-file.ts';
import { isApiProblem, type ApiProblem } from '../../../api/problem.ts';

/** Bytes of a file that comes in one request; larger ones come in pieces. */
const LARGE = 52_428_800;
/** Bytes that one file may have; the API refuses more. */
const LARGEST = 2_147_483_648;

/** A file on its way to a request, or there. */
export interface SentFile {
  readonly key: string;
  readonly name: string;
  readonly state: 'sending' | 'there' | 'failed' | 'too_large';
  /** Of a large file: how much of it is there, from 0 to 1. */
  readonly share?: number;
  /** What the scanner found in it. */
  readonly finding?: string;
  /** Of the attachment, once it is there. */
  readonly id?: string;
  readonly problem?: ApiProblem;
}

let count = 0;

/** Names a file while it is shown. */
function nextKey(): string {
  count += 1;
  return String(count);
}

/** Sends files to a request as soon as they are chosen, pasted or dropped; the comment that follows names them. */
export function useFiles(issueId: string) {
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  function settle(key: string, change: Partial<SentFile>): void {
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }
  async function send(key: string, file: File): Promise<void> {
    try {
      if (file.size > LARGE) return await sendLarge(key, file);
      const { id, name } = await uploads.issues.uploadAttachment({ params: { id: issueId }, file });
      settle(key, { state: 'there', id, name });
    } catch (error) {
      settle(key, { state: 'failed', ...(isApiProblem(error) ? { problem: error } : {}) });
    }
  }
  async function sendLarge(key: string, file: File): Promise<void> {
    const { id, name, state, finding } = await sendLargeFile(issueId, file, (bytes) => settle(key, { share: bytes / file.size }));
    settle(key, state === 'attached' ? { state: 'there', id, name } : { state: 'failed', ...(finding === null ? {} : { finding }) });
  }
  function add(chosen: readonly File[]): void {
    const added = chosen.map((file) => ({ key: nextKey(), file }));
    const state = ({ size }: File) => (size > LARGEST ? 'too_large' : 'sending');
    setFiles((now) => [...now, ...added.map(({ key, file }) => ({ key, name: file.name, state: state(file) }) as const)]);
    for (const { key, file } of added) if (file.size <= LARGEST) void send(key, file);
  }
  async function remove({ key, id }: SentFile): Promise<void> {
    setFiles((now) => now.filter((file) => file.key !== key));
    if (id !== undefined) await api.issues.deleteAttachment({ params: { id: issueId, attachment_id: id } });
  }
  return { files, add, remove, clear: () => setFiles([]) };
}
