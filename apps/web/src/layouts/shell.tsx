import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDisclosure } from '@mantine/hooks';
import { queryClient } from '../api/query-client.ts';
import { Announcements } from '../components/announcements/announcements.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { paths } from '../navigation/paths.ts';
import { session } from '../session/session.ts';
import { Header } from './header.tsx';
import { SideNavigation } from './side-navigation.tsx';
import classes from './shell.module.css';

/** Forms are not among what every page loads. */
const ExpiredSession = lazy(async () => ({ default: (await import('../session/expired-session.tsx')).ExpiredSession }));

/** What surrounds every page of who is logged in. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, navigation] = useDisclosure(false);
  const status = useSyncExternalStore(session.subscribe, () => session.status);
  useLeavingWhenSignedOut(status === 'signed_out');
  useClosingOnNavigation(navigation.close);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Header isNavigationOpen={isOpen} toggleNavigation={navigation.toggle} />
      <SideNavigation isOpen={isOpen} />
      <main id="content" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Announcements />
      <Suspense>{status === 'expired' && <ExpiredSession />}</Suspense>
    </div>
  );
}

/** Logged out here or in another tab: nothing of the person stays on the screen or in memory. */
function useLeavingWhenSignedOut(isSignedOut: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!isSignedOut) return;
    queryClient.clear();
    void navigate({ to: paths.logIn(), search: {}, ignoreBlocker: true });
  }, [isSignedOut, navigate]);
}

function useClosingOnNavigation(close: () => void): void {
  const router = useRouter();
  useEffect(() => router.subscribe('onBeforeNavigate', ({ pathChanged }) => void (pathChanged && close())), [router, close]);
}
