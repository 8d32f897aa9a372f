import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { FailurePage } from '../components/failure-page.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { PublicLayout } from '../layouts/public-layout.tsx';
import { guidePages, privatePages, publicPages } from '../pages/pages.ts';
import { pageRoute, requireSession } from './routes.ts';
import { parseSearch, stringifySearch } from './search.ts';
import { NotFoundPage } from '../components/not-found-page.tsx';

const root = createRootRoute({ component: Outlet });

const publicLayout = createRoute({ getParentRoute: () => root, id: 'public', component: PublicLayout });

const guideLayout = createRoute({
  getParentRoute: () => root,
  id: 'guides',
  component: lazyRouteComponent(() => import('../layouts/guide-layout.tsx'), 'GuideLayout'),
});

const privateLayout = createRoute({
  getParentRoute: () => root,
  id: 'private',
  beforeLoad: ({ location }) => requireSession(location.href),
  // Who has yet to log in does not wait for it.
  component: lazyRouteComponent(() => import('../layouts/shell.tsx'), 'Shell'),
});

const routeTree = root.addChildren([
  publicLayout.addChildren(Object.entries(publicPages).map(([path, load]) => pageRoute(publicLayout, path, load))),
  guideLayout.addChildren(Object.entries(guidePages).map(([path, load]) => pageRoute(guideLayout, path, load))),
  privateLayout.addChildren([
    ...Object.entries(privatePages).map(([path, load]) => pageRoute(privateLayout, path, load)),
    // Inside the layout, so that whoever is lost still has the navigation.
    createRoute({ getParentRoute: () => privateLayout, path: '$', component: NotFoundPage }),
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultErrorComponent: FailurePage,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPreload: 'intent',
  // The freshness of data is the query client's business.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

focusNewPages();

/** Whoever reads with a keyboard or a screen reader starts a new page at its heading. */
function focusNewPages(): void {
  router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation) document.querySelector<HTMLElement>('h1')?.focus();
  });
}
