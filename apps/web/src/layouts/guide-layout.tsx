import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import type { Language } from '../i18n/i18n.ts';
import { TextLink } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import content from './content.module.css';
import shared from './public-layout.module.css';
import classes from './guide-layout.module.css';

/** What surrounds the guides: they are read with and without a log-in. */
export function GuideLayout() {
  const { t } = useTranslation();
  const inLanguage = useSamePageIn();
  const navigate = useNavigate();
  return (
    <div className={shared.page}>
      <a href="#content" className={content.skip}>
        {t('shell.skip')}
      </a>
      <header role="banner" className={shared.header}>
        <span className={content.brand}>
          <Logo />
          {t('common.product')}
        </span>
        <span className={shared.controls}>
          <TextLink to={paths.home()} size="sm">
            {t('shell.to_portal')}
          </TextLink>
          <LanguageSwitch switched={(language) => void navigate({ to: inLanguage(language), search: {} })} />
          <ThemeMenu />
        </span>
      </header>
      <main id="content" tabIndex={-1} className={`${content.main} ${classes.main}`}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** The language of a guide stands in its address. */
function useSamePageIn(): (language: Language) => string {
  const { pathname } = useLocation();
  const guide = pathname.split('/')[3];
  return (language) => (guide === undefined ? paths.guides(language) : paths.guide(language, guide));
}
