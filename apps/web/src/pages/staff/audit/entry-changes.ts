import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { fieldOf } from '../../../forms/pointer.ts';

/** A member of what was changed, before and after. Null or undefined: it was not there. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The members that differ from the state before; where no earlier one is written down, all that there is. */
export function changesOf({ changes, data }: Pick<AuditEntry, 'changes' | 'data'>): readonly FieldChange[] {
  if (changes !== null) return changes.map(({ pointer, before, after }) => ({ field: fieldOf(pointer), before, after }));
  return Object.entries(membersOf(data)).map(([field, after]) => ({ field, before: undefined, after }));
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
