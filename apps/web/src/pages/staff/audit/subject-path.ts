import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { paths } from '../../../navigation/paths.ts';

const pathOf: Readonly<Record<string, (id: string) => string>> = {
  'licenses.license': paths.license,
  'licenses.certificate': paths.certificate,
  'licenses.purchase': paths.purchase,
  'products.advisory': paths.advisory,
  'notifications.mail': paths.mail,
  'organizations.organization': paths.organization,
};

/** The page of what an entry is about; undefined for what has none. */
export function subjectPath({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): string | undefined {
  return pathOf[action.slice(0, action.lastIndexOf('.'))]?.(subject);
}
