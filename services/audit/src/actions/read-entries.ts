import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import type { ListPage } from '@kabinet/service';
import type { AuditContext } from '../context.ts';
import { withChanges } from '../domain/entry-changes.ts';
import { listEntries, type ListQuery } from '../queries/list-entries.ts';

/** A page of entries with what changed; see `listEntries`. */
export async function readEntries(context: AuditContext, input: ListQuery): Promise<ListPage<AuditEntry>> {
  const page = await listEntries(context, input);
  return { ...page, items: page.items.map(withChanges) };
}
