import type { PageModule } from '../navigation/page.ts';

type Pages = Readonly<Record<string, () => Promise<PageModule>>>;

/** Pages for who is not logged in. */
export const publicPages: Pages = {
  '/login': () => import('./public/log-in-page.tsx'),
  '/invitations/accept': () => import('./public/accept-invitation-page.tsx'),
  '/password-reset/request': () => import('./public/request-reset-page.tsx'),
  '/unsubscribe': () => import('./public/unsubscribe-page.tsx'),
  '/password-reset': () => import('./public/reset-password-page.tsx'),
};

/** Pages inside the shell, by path. */
export const privatePages: Pages = {
  '/': () => import('./portal/home-page.tsx'),
  '/licenses': () => import('./portal/licenses-page.tsx'),
  '/licenses/$id': () => import('./portal/license-page.tsx'),
  '/certificates': () => import('./portal/certificates-page.tsx'),
  '/certificates/$id': () => import('./portal/certificate-page.tsx'),
  '/transfers': () => import('./portal/transfers-page.tsx'),
  '/transfers/new': () => import('./portal/new-transfer-page.tsx'),
  '/security': () => import('./portal/advisories-page.tsx'),
  '/security/$id': () => import('./portal/advisory-page.tsx'),
  '/security/import': () => import('./staff/import-advisory-page.tsx'),
  '/organizations': () => import('./portal/organizations-page.tsx'),
  '/organizations/$id': () => import('./portal/organization-page.tsx'),
  '/notifications': () => import('./portal/notifications-page.tsx'),
  '/notifications/$id': () => import('./portal/notification-page.tsx'),
  '/organizations/$id/notifications': () => import('./portal/organization-notifications-page.tsx'),
  '/profile/notifications': () => import('./portal/notification-preferences-page.tsx'),
  '/profile': () => import('./portal/profile-page.tsx'),
  '/profile/security': () => import('./portal/security-page.tsx'),
  '/profile/sessions': () => import('./portal/sessions-page.tsx'),
  '/profile/tokens': () => import('./portal/tokens-page.tsx'),
  '/clients': () => import('./staff/clients-page.tsx'),
  '/clients/new': () => import('./staff/new-client-page.tsx'),
  '/clients/$id': () => import('./staff/client-page.tsx'),
  '/clients/$id/edit': () => import('./staff/edit-client-page.tsx'),
  '/users': () => import('./staff/users-page.tsx'),
  '/products': () => import('./staff/products-page.tsx'),
  '/products/new': () => import('./staff/new-product-page.tsx'),
  '/products/$id': () => import('./staff/product-page.tsx'),
  '/products/$id/edit': () => import('./staff/edit-product-page.tsx'),
  '/products/$id/templates': () => import('./staff/templates-page.tsx'),
  '/licenses/new': () => import('./staff/issue-license-page.tsx'),
  '/certificates/new': () => import('./staff/issue-certificate-page.tsx'),
  '/purchases': () => import('./staff/purchases-page.tsx'),
  '/purchases/$id': () => import('./staff/purchase-page.tsx'),
  '/purchases/$id/mend': () => import('./staff/mend-purchase-page.tsx'),
  '/announcements': () => import('./staff/announcements-page.tsx'),
  '/announcements/new': () => import('./staff/new-announcement-page.tsx'),
  '/announcements/$id': () => import('./staff/announcement-page.tsx'),
  '/mails': () => import('./staff/mails-page.tsx'),
  '/mails/$id': () => import('./staff/mail-page.tsx'),
  '/audit': () => import('./staff/audit-page.tsx'),
};
