import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { advisoryExists, findDocument, listRevisions } from '../queries/advisory.ts';

/** The CSAF document of an advisory as it was taken in: that in force, or that of the reception `number`. */
export async function readDocument(context: ProductsContext, id: string, number?: number) {
  await checkVisible(context, id);
  const found = await findDocument(context.db, id, number);
  if (!found) throw problem('advisory_not_found');
  const headers = {
    'content-disposition': `attachment; filename="${found.file_name}"`,
    'repr-digest': `sha-256=:${Buffer.from(found.sha256, 'hex').toString('base64')}:`,
  };
  return { body: found.document, headers };
}

/** Every reception, newest first. */
export async function readRevisions(context: ProductsContext, id: string) {
  await checkVisible(context, id);
  return listRevisions(context.db, id);
}

async function checkVisible(context: ProductsContext, id: string): Promise<void> {
  if (!(await advisoryExists(context.db, id, context.scope('advisories.read'), context.today()))) throw problem('advisory_not_found');
}
