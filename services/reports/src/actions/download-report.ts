import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Content } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import { isBeyondRights, ownJob } from './read-report.ts';

/**
 * The bytes of a report that the caller had made, as long as they hold every right on every organization that it shows. Throws
 * `report_not_found` and `report_beyond_rights`.
 */
export async function downloadReport(context: ReportsContext, id: string): Promise<Reply<Content>> {
  const { report, object_key, sha256, size, file } = await ownJob(context, id, 'report_not_found');
  if (object_key === null || file === null || size === null) throw problem('report_not_found');
  if (await isBeyondRights(context, { id, report })) throw problem('report_beyond_rights');
  return {
    headers: { 'content-disposition': attachment(file), 'cache-control': 'private, no-cache, no-transform' },
    body: {
      size,
      etag: `"${sha256 ?? object_key}"`,
      async open(part, signal) {
        const range = part ? { range: part, unchecked: true as const } : {};
        return (await context.state.files.get(object_key, { ...range, signal })).body;
      },
    },
  };
}
