/** A member of what was changed, before and after. Undefined: it was not there. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The members that differ. Without `before` everything is new. */
export function changesBetween(before: unknown, after: unknown): readonly FieldChange[] {
  const [old, present] = [membersOf(before), membersOf(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(present)])];
  return fields
    .map((field) => ({ field, before: old[field], after: present[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

interface Entry {
  readonly id: string;
  readonly action: string;
}

/**
 * The entry before `entry` about the same kind of thing, among `newestFirst`, the entries of one subject: what stood there
 * is what `entry` changed. Undefined when there is none.
 */
export function predecessorOf<E extends Entry>(entry: Entry, newestFirst: readonly E[]): E | undefined {
  const place = newestFirst.findIndex(({ id }) => id === entry.id);
  return newestFirst.slice(place + 1).find(({ action }) => aggregateOf(action) === aggregateOf(entry.action));
}

function aggregateOf(action: string): string {
  return action.slice(0, action.lastIndexOf('.'));
}
