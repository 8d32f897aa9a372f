import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { atomFeed } from '../domain/advisory/atom.ts';
import { findCabinet } from '../queries/cabinet.ts';
import { readAdvisories } from './read-advisories.ts';

/** As many as feed readers look at. */
const ENTRIES = 100;

/** What concerns an organization and those below it: everything that is published for them, but for products that none of them holds. */
export async function serveFeed(context: ProductsContext, cabinetId: string): Promise<string> {
  const cabinet = await findCabinet(context.db, cabinetId, context.scope('advisories.read'));
  if (!cabinet) throw problem('cabinet_not_found');
  const { items } = await readAdvisories(context, {
    cabinet_id: cabinetId,
    status: ['published'],
    impact: ['affected', 'unknown', 'updated', 'not_affected'],
    limit: ENTRIES,
  });
  const url = context.installation.publicUrl.replace(/\/$/, '');
  return atomFeed({ cabinet, url, locale: context.origin.locale, emptySince: context.now().toISOString() }, items);
}
