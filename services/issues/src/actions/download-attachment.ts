import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Content } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { findFile } from '../queries/attachment.ts';

/**
 * The bytes of a file of a request that the caller may see. Whatever it holds, a browser only saves it: as bytes of no kind, to be
 * saved, and were it opened after all, in a sandbox that may run and load nothing. Throws `attachment_not_found`.
 */
export async function downloadAttachment(context: IssuesContext, issueId: string, id: string): Promise<Reply<Content>> {
  const file = await findFile(context.db, issueId, id);
  if (!file) throw problem('attachment_not_found');
  return {
    headers: {
      'content-disposition': attachment(file.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-cache, no-transform',
    },
    body: {
      size: file.size,
      etag: `"${file.sha256}"`,
      async open(part, signal) {
        const range = part ? { range: part, unchecked: true as const } : {};
        return (await context.state.files.get(file.object_key, { ...range, signal })).body;
      },
    },
  };
}
