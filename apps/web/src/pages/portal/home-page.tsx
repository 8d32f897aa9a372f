import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { useMe } from '../../session/me.ts';
import { overviewQuery, WINDOW_DAYS, type Overview } from './home/overview.ts';
import { TermList } from './home/term-list.tsx';

export async function load({ search }: PageInput): Promise<void> {
  await ensure(overviewQuery(search));
}

export function Page() {
  const { t } = useTranslation();
  const { name } = useMe();
  const [search] = usePageSearch();
  const overview = useSuspenseQuery(overviewQuery(search)).data;
  return (
    <>
      <PageHeader title={t('home.greeting', { name })} />
      {overview.newest.length === 0 ? (
        <Notice title={t('home.none_yet_title')}>{t('home.none_yet')}</Notice>
      ) : (
        <>
          <Attention overview={overview} />
          <Newest overview={overview} />
        </>
      )}
    </>
  );
}

function Attention({ overview: { licenses, certificates, until } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ending = (
    <TextLink to={paths.licenses()} search={{ status: 'active', valid_until_until: until, sort: 'valid_until' }}>
      {t('home.see_all')}
    </TextLink>
  );
  if (licenses.length === 0 && certificates.length === 0) {
    return (
      <Section title={t('home.attention')}>
        <Text c="dimmed">{t('home.all_well', { date: format.date(until) })}</Text>
      </Section>
    );
  }
  return (
    <>
      {licenses.length > 0 && (
        <Section title={t('home.licenses_ending', { count: WINDOW_DAYS })} aside={ending}>
          <TermList
            label={t('home.licenses_ending', { count: WINDOW_DAYS })}
            items={licenses.map((item) => ({ ...item, license_id: item.id }))}
          />
        </Section>
      )}
      {certificates.length > 0 && (
        <Section title={t('home.certificates_ending', { count: WINDOW_DAYS })}>
          <TermList
            label={t('home.certificates_ending', { count: WINDOW_DAYS })}
            items={certificates.map((item) => ({ ...item, license_id: item.licenses[0]?.id }))}
          />
        </Section>
      )}
    </>
  );
}

function Newest({ overview: { newest } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  return (
    <Section title={t('home.newest')} aside={<TextLink to={paths.licenses()}>{t('home.see_licenses')}</TextLink>}>
      <TermList label={t('home.newest')} items={newest.map((item) => ({ ...item, license_id: item.id }))} />
    </Section>
  );
}
