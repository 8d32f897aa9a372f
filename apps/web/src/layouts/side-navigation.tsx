import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icons.tsx';
import { useScope } from '../navigation/link.tsx';
import { meets, useMe } from '../session/me.ts';
import { navigationEntries } from './navigation-entries.ts';
import classes from './shell.module.css';

/** The entries that the person may use; on a narrow screen it covers the page while it is open. */
export function SideNavigation({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation();
  const scope = useScope();
  const me = useMe();
  const entries = navigationEntries.filter(({ permission }) => permission === undefined || meets(me, permission));
  return (
    <nav id="navigation" aria-label={t('shell.main_navigation')} className={classes.navigation} data-open={isOpen || undefined}>
      <ul>
        {entries.map(({ to, label, icon, startsGroup }) => (
          <li key={to} data-group={startsGroup}>
            <Link to={to} search={scope} activeOptions={{ exact: to === '/', includeSearch: false }} className={classes.link}>
              <Icon name={icon} />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
