import type { PageModule } from '../navigation/page.ts';

type Pages = Readonly<Record<string, () => Promise<PageModule>>>;

/** Pages for who is not logged in. */
export const publicPages: Pages = {
  '/login': () => import('./public/log-in-page.tsx'),
  '/invitations/accept': () => import('./public/accept-invitation-page.tsx'),
  '/password-reset/request': () => import('./public/request-reset-page.tsx'),
  '/password-reset': () => import('./public/reset-password-page.tsx'),
};

/** Pages inside the shell, by path. */
export const privatePages: Pages = {
  '/': () => import('./portal/home-page.tsx'),
  '/licenses': () => import('./portal/licenses-page.tsx'),
  '/licenses/$id': () => import('./portal/license-page.tsx'),
};
