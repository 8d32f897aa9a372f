import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDisclosure } from '@mantine/hooks';
import { queryClient } from '../api/query-client.ts';
import { announce } from '../components/announcements/announce.ts';
import { Announcements } from '../components/announcements/announcements.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { loadWordsOf } from '../i18n/i18n.ts';
import { paths } from '../navigation/paths.ts';
import { session } from '../session/session.ts';
import { Header } from './header.tsx';
import { HeldBackBanner } from './held-back-banner.tsx';
import { useShortcuts, type Overlay } from './keyboard/use-shortcuts.ts';
import { SideNavigation } from './side-navigation.tsx';
import { ViewingBanner } from './viewing-banner.tsx';
import content from './content.module.css';
import classes from './shell.module.css';

/** Forms and dialogs are not among what every page loads. */
const ExpiredSession = lazy(async () => ({ default: (await import('../session/expired-session.tsx')).ExpiredSession }));

const ShortcutsDialog = lazy(async () => ({ default: (await import('./keyboard/shortcuts-dialog.tsx')).ShortcutsDialog }));
const SearchDialog = lazy(async () => {
  const [{ SearchDialog: Dialog }] = await Promise.all([import('./search/search-dialog.tsx'), loadWordsOf('search')]);
  return { default: Dialog };
});

/** What surrounds every page of who is logged in. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, navigation] = useDisclosure(false);
  const [overlay, setOverlay] = useState<Overlay>();
  const close = () => setOverlay(undefined);
  const status = useSyncExternalStore(session.subscribe, () => session.status);
  useLeavingWhenSignedOut(status === 'signed_out');
  useClosingOnNavigation(navigation.close);
  useShortcuts(setOverlay);
  useTellingOfLostViewing();
  return (
    <div className={classes.shell}>
      <a href="#content" className={content.skip}>
        {t('shell.skip')}
      </a>
      <Header isNavigationOpen={isOpen} toggleNavigation={navigation.toggle} open={setOverlay} />
      <SideNavigation isOpen={isOpen} />
      <main id="content" tabIndex={-1} className={`${content.main} ${classes.main}`}>
        <ViewingBanner />
        <HeldBackBanner />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Announcements />
      <Suspense>
        {overlay === 'search' && <SearchDialog close={close} />}
        {overlay === 'shortcuts' && <ShortcutsDialog close={close} />}
      </Suspense>
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

/** Whoever reloaded a page that they saw with a customer's eyes has their own rights again, and should know. */
function useTellingOfLostViewing(): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (session.takeLostViewing()) announce(t('viewing.over'));
  }, [t]);
}

function useClosingOnNavigation(close: () => void): void {
  const router = useRouter();
  useEffect(() => router.subscribe('onBeforeNavigate', ({ pathChanged }) => void (pathChanged && close())), [router, close]);
}
