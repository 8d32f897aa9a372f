import type { IconName } from '../components/icons.tsx';
import type { shell } from '../i18n/en/shell.ts';
import { paths } from '../navigation/paths.ts';
import type { Requirement } from '../session/me.ts';

interface NavigationEntry {
  readonly to: string;
  readonly label: `shell.navigation.${keyof typeof shell.navigation}`;
  readonly icon: IconName;
  /** The letter that leads there, after G. */
  readonly key: string;
  /** Who does not hold it is not shown the entry. */
  readonly permission?: Requirement;
  /** Whether a line sets it and what follows apart from what stands before. */
  readonly startsGroup?: true;
}

/** In the order of the side navigation. */
export const navigationEntries: readonly NavigationEntry[] = [
  { to: paths.home(), label: 'shell.navigation.home', icon: 'home', key: 'H' },
  { to: paths.licenses(), label: 'shell.navigation.licenses', icon: 'licenses', key: 'L', permission: 'licenses.read' },
  { to: paths.certificates(), label: 'shell.navigation.certificates', icon: 'certificates', key: 'C', permission: 'licenses.read' },
  { to: paths.transfers(), label: 'shell.navigation.transfers', icon: 'transfers', key: 'T', permission: 'licenses.read' },
  { to: paths.downloads(), label: 'shell.navigation.downloads', icon: 'download', key: 'D', permission: 'artifacts.read' },
  { to: paths.advisories(), label: 'shell.navigation.advisories', icon: 'security', key: 'V', permission: 'advisories.read' },
  { to: paths.issues(), label: 'shell.navigation.issues', icon: 'support', key: 'S', permission: 'issues.read_own' },
  { to: paths.knowledge(), label: 'shell.navigation.knowledge', icon: 'knowledge', key: 'J', permission: 'knowledge.read' },
  { to: paths.reports(), label: 'shell.navigation.reports', icon: 'reports', key: 'R', permission: 'reports.read_issues' },
  { to: paths.organizations(), label: 'shell.navigation.organizations', icon: 'organization', key: 'O', permission: 'member' },
  { to: paths.notifications(), label: 'shell.navigation.notifications', icon: 'bell', key: 'N' },
  { to: paths.purchases(), label: 'shell.navigation.purchases', icon: 'purchases', key: 'B', permission: 'purchases.read' },
  {
    to: paths.announcements(),
    label: 'shell.navigation.announcements',
    icon: 'announcements',
    key: 'W',
    permission: 'notifications.manage',
  },
  { to: paths.mails(), label: 'shell.navigation.mails', icon: 'mail', key: 'M', permission: 'mail.read' },
  { to: paths.audit(), label: 'shell.navigation.audit', icon: 'audit', key: 'A', permission: 'audit.read' },
  { to: paths.clients(), label: 'shell.navigation.clients', icon: 'clients', key: 'K', permission: 'staff', startsGroup: true },
  { to: paths.products(), label: 'shell.navigation.products', icon: 'products', key: 'P', permission: 'staff' },
  { to: paths.releases(), label: 'shell.navigation.releases', icon: 'releases', key: 'E', permission: 'releases.read' },
  { to: paths.system(), label: 'shell.navigation.system', icon: 'system', key: 'Y', permission: 'system.read' },
  { to: paths.settings(), label: 'shell.navigation.settings', icon: 'settings', key: 'Z', permission: 'settings.read' },
  { to: paths.users(), label: 'shell.navigation.users', icon: 'user', key: 'U', permission: 'staff.manage' },
];
