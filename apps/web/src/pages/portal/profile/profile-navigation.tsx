import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import classes from './profile-navigation.module.css';

/** The pages of the profile, beside each other. */
export function ProfileNavigation() {
  const { t } = useTranslation();
  const scope = useScope();
  const maySeeTokens = useMay('tokens.read');
  const mayManageWebhooks = useMay('webhooks.manage');
  const pages = [
    { to: paths.profile(), label: t('profile.title') },
    { to: paths.security(), label: t('security.title') },
    { to: paths.notificationPreferences(), label: t('notifications.preferences') },
    { to: paths.sessions(), label: t('profile.sessions') },
    ...(maySeeTokens ? [{ to: paths.tokens(), label: t('profile.tokens') }] : []),
    ...(mayManageWebhooks ? [{ to: paths.webhooks(), label: t('profile.webhooks') }] : []),
  ];
  return (
    <nav aria-label={t('profile.sections')}>
      <ul className={classes.pages}>
        {pages.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} search={scope} activeOptions={{ exact: true, includeSearch: false }} className={classes.link}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
