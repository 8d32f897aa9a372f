import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { loadWordsOf } from '../i18n/i18n.ts';
import { loadMe, meets } from '../session/me.ts';
import { session } from '../session/session.ts';
import { ForbiddenPage, type PageModule } from './page.ts';
import { paths } from './paths.ts';

type LoadModule = () => Promise<PageModule>;

/** A page whose code is loaded when it is first visited. `path` is TanStack's: `$id` marks a parameter. */
export function pageRoute(parent: AnyRoute, path: string, loadModule: LoadModule) {
  return createRoute({
    getParentRoute: () => parent,
    path,
    loader: async ({ params, location }) => {
      const { permission, words, load } = await loadModule();
      if (permission !== undefined) await requirePermission(permission);
      if (words !== undefined) await Promise.all([words].flat().map(loadWordsOf));
      await load?.({ params: params as Record<string, string>, search: location.search });
    },
    component: lazyRouteComponent(loadModule, 'Page'),
  });
}

async function requirePermission(permission: NonNullable<PageModule['permission']>): Promise<void> {
  if (!meets(await loadMe(), permission)) throw new ForbiddenPage(permission);
}

/** Sends who is not logged in to the log-in, which leads back here. */
export async function requireSession(href: string): Promise<void> {
  if (await session.start()) {
    await Promise.all([loadMe(), loadWordsOf('portal')]);
    return;
  }
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer for a redirection
  throw redirect({ to: paths.logIn(), search: href === paths.home() ? {} : { next: href } });
}
