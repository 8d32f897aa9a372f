import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { NotFoundPage } from '../../components/not-found-page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { switchLanguage, type Language } from '../../i18n/i18n.ts';
import { TextLink } from '../../navigation/link.tsx';
import { usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { GuideText } from './guide/guide-text.tsx';
import { guideQuery, isGuide, isLanguage, type GuideName } from './guide/guides.ts';
import { headingsOf, type Heading } from './guide/headings.ts';
import classes from './guide/guide.module.css';

export const words = 'guides';

export async function load({ params: { language = '', guide = '' } }: PageInput): Promise<void> {
  if (!isLanguage(language) || !isGuide(guide)) return;
  await Promise.all([switchLanguage(language), ensure(guideQuery(language, guide))]);
}

export function Page() {
  const language = usePathParameter('language');
  const guide = usePathParameter('guide');
  if (!isLanguage(language) || !isGuide(guide)) return <NotFoundPage />;
  return <Guide key={`${language} ${guide}`} language={language} name={guide} />;
}

function Guide({ language, name }: { readonly language: Language; readonly name: GuideName }) {
  const { t } = useTranslation();
  const { title, body } = useSuspenseQuery(guideQuery(language, name)).data;
  useStartAtAnchor();
  return (
    <>
      <PageHeader
        title={title}
        back={
          <TextLink to={paths.guides(language)} size="sm">
            {t('guides.all')}
          </TextLink>
        }
      />
      <div className={classes.columns}>
        <article>
          <GuideText language={language}>{body}</GuideText>
        </article>
        <Contents headings={headingsOf(body)} />
      </div>
    </>
  );
}

function Contents({ headings }: { readonly headings: readonly Heading[] }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.contents} aria-label={t('guides.contents')}>
      <strong>{t('guides.contents')}</strong>
      <ul>
        {headings.map(({ text, anchor }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The browser looks for what the address names before the guide is there. */
function useStartAtAnchor(): void {
  useEffect(() => {
    const anchor = decodeURIComponent(globalThis.location.hash.slice(1));
    if (anchor !== '') document.querySelector(`#${CSS.escape(anchor)}`)?.scrollIntoView();
  }, []);
}
