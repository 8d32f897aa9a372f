import type { IconName } from '../components/icons.tsx';
import type { shell } from '../i18n/en/shell.ts';
import { paths } from '../navigation/paths.ts';
import type { Requirement } from '../session/me.ts';

interface NavigationEntry {
  readonly to: string;
  readonly label: `shell.navigation.${keyof typeof shell.navigation}`;
  readonly icon: IconName;
  /** Who does not hold it is not shown the entry. */
  readonly permission?: Requirement;
}

/** In the order of the side navigation. */
export const navigationEntries: readonly NavigationEntry[] = [
  { to: paths.home(), label: 'shell.navigation.home', icon: 'home' },
  { to: paths.licenses(), label: 'shell.navigation.licenses', icon: 'licenses', permission: 'licenses.read' },
  { to: paths.certificates(), label: 'shell.navigation.certificates', icon: 'certificates', permission: 'licenses.read' },
  { to: paths.organizations(), label: 'shell.navigation.organizations', icon: 'organization', permission: 'member' },
  { to: paths.purchases(), label: 'shell.navigation.purchases', icon: 'purchases', permission: 'purchases.read' },
  { to: paths.mails(), label: 'shell.navigation.mails', icon: 'mail', permission: 'mail.read' },
  { to: paths.audit(), label: 'shell.navigation.audit', icon: 'audit', permission: 'audit.read' },
  { to: paths.clients(), label: 'shell.navigation.clients', icon: 'clients', permission: 'staff' },
  { to: paths.products(), label: 'shell.navigation.products', icon: 'products', permission: 'staff' },
];
