import type { FieldFault } from '@kabinet/problem';
import { requisiteFaults } from '@kabinet/requisites';

export type Kind = 'customer' | 'branch' | 'partner' | 'vendor';

/** The particulars that a rule looks at. */
export interface Particulars {
  readonly inn: string;
  readonly kpp: string | null;
  readonly ogrn: string | null;
  readonly kind: Kind;
}

/**
 * What is wrong with an organization's particulars below `parent`. A branch (филиал) is part of its parent's legal entity:
 * it has the same ИНН and a КПП of its own (Tax Code of the Russian Federation, art. 83 and 84).
 */
export function particularFaults(particulars: Particulars, parent: Particulars | undefined): FieldFault[] {
  const faults = requisiteFaults(particulars);
  if (particulars.kind !== 'branch') return faults;
  if (!parent) return [...faults, { pointer: '/parent_id', code: 'parent_required' }];
  if (particulars.inn !== parent.inn) faults.push({ pointer: '/inn', code: 'branch_inn' });
  if (!particulars.kpp || particulars.kpp === parent.kpp) faults.push({ pointer: '/kpp', code: 'branch_kpp' });
  return faults;
}

/** Whether `changes` touch what the vendor has confirmed and only the vendor may alter. */
export function changesRequisites(changes: {
  readonly inn?: unknown;
  readonly kpp?: unknown;
  readonly ogrn?: unknown;
  readonly kind?: unknown;
}): boolean {
  return 'inn' in changes || 'kpp' in changes || 'ogrn' in changes || 'kind' in changes;
}

/** Whether `after` is the same legal entity or branch as `before` in all that a rule looks at. */
export function hasSameParticulars(after: Particulars, before: Particulars): boolean {
  return after.inn === before.inn && after.kpp === before.kpp && after.ogrn === before.ogrn && after.kind === before.kind;
}
