import { redirect } from '@tanstack/react-router';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../components/not-found-page.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { i18n, switchLanguage, type Language } from '../../i18n/i18n.ts';
import { TextLink } from '../../navigation/link.tsx';
import { usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { isLanguage, shelves } from './guide/guides.ts';
import classes from './guide/guide.module.css';

export const words = 'guides';

export async function load({ params: { language } }: PageInput): Promise<void> {
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer for a redirection
  if (language === undefined) throw redirect({ to: paths.guides(i18n.language as Language), replace: true });
  if (isLanguage(language)) await switchLanguage(language);
}

export function Page() {
  const { t } = useTranslation();
  const language = usePathParameter('language');
  if (!isLanguage(language)) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={t('guides.title')} />
      <Text c="dimmed">{t('guides.lead')}</Text>
      {shelves.map(({ readers, guides }) => (
        <Section key={readers} title={t(`guides.readers.${readers}`)}>
          <ul className={classes.shelf}>
            {guides.map((guide) => (
              <li key={guide}>
                <TextLink to={paths.guide(language, guide)}>{t(`guides.titles.${guide}`)}</TextLink>
                <Text size="sm" c="dimmed">
                  {t(`guides.about.${guide}`)}
                </Text>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
