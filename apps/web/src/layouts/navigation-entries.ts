import type { Permission } from '@kabinet/contracts/access';
import type { IconName } from '../components/icons.tsx';
import type { shell } from '../i18n/en/shell.ts';
import { paths } from '../navigation/paths.ts';

interface NavigationEntry {
  readonly to: string;
  readonly label: `shell.navigation.${keyof typeof shell.navigation}`;
  readonly icon: IconName;
  /** Who does not hold it is not shown the entry. */
  readonly permission?: Permission;
}

/** In the order of the side navigation. */
export const navigationEntries: readonly NavigationEntry[] = [
  { to: paths.home(), label: 'shell.navigation.home', icon: 'home' },
  { to: paths.licenses(), label: 'shell.navigation.licenses', icon: 'licenses', permission: 'licenses.read' },
];
