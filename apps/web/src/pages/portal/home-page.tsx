import type { Me } from '@kabinet/contracts/auth/resources';
import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../navigation/search.ts';
import { loadMe, meets, useMe } from '../../session/me.ts';
import { affectingQuery, AffectingAdvisories, isConcerned } from './home/affecting-advisories.tsx';
import { overviewQuery, WINDOW_DAYS, type Overview } from './home/overview.ts';
import { TermList, type TermItem } from './home/term-list.tsx';
import { askingQuery, WaitingPeople } from './home/waiting-people.tsx';
import { waitingQuery, WaitingTransfers } from './home/waiting-transfers.tsx';

export async function load({ search }: PageInput): Promise<void> {
  const me = await loadMe();
  await Promise.all([
    meets(me, 'licenses.read') && ensure(overviewQuery(search)),
    isConcerned(me) && ensure(affectingQuery(search)),
    answersTransfers(me) && ensure(waitingQuery(search)),
    letsPeopleIn(me) && ensure(askingQuery(search)),
  ]);
}

export function Page() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <PageHeader title={t('home.greeting', { name: me.name })} />
      {isConcerned(me) && <AffectingAdvisories />}
      {answersTransfers(me) && <WaitingTransfers />}
      {letsPeopleIn(me) && <WaitingPeople />}
      {meets(me, 'licenses.read') ? <Licenses /> : <NoAccess me={me} />}
    </>
  );
}

/** Who is kept out only for now reads above what to do. */
function NoAccess({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const isHeldBack = me.memberships.some(({ held_back }) => held_back);
  return <Notice title={t('home.no_access_title')}>{t(isHeldBack ? 'home.held_back' : 'home.no_access')}</Notice>;
}

function Licenses() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const overview = useSuspenseQuery(overviewQuery(search)).data;
  if (overview.newest.length === 0) {
    return (
      <Notice title={t('home.none_yet_title')} action={<GuideLink guide="customers" />}>
        {t('home.none_yet')}
      </Notice>
    );
  }
  return (
    <>
      <Attention overview={overview} />
      <Newest overview={overview} />
    </>
  );
}

/** Staff move what they want without being asked. */
function answersTransfers(me: Me): boolean {
  return me.staff_roles.length === 0 && meets(me, 'licenses.transfer');
}

/** It is owners who know their people. */
function letsPeopleIn(me: Me): boolean {
  return me.staff_roles.length === 0 && meets(me, 'people.manage');
}

function Attention({ overview: { licenses, certificates, from, until } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ending = { status: 'active', valid_until_from: from, valid_until_until: until, sort: 'valid_until' };
  if (licenses.total + certificates.total === 0) {
    return (
      <Section title={t('home.attention')}>
        <Text c="dimmed">{t('home.all_well', { date: format.date(until) })}</Text>
      </Section>
    );
  }
  return (
    <>
      {licenses.total > 0 && (
        <Ending
          title={t('home.licenses_ending', { count: WINDOW_DAYS })}
          total={licenses.total}
          all={{ to: paths.licenses(), search: ending }}
          items={licenses.items.map((item) => ({ ...item, to: paths.license(item.id) }))}
        />
      )}
      {certificates.total > 0 && (
        <Ending
          title={t('home.certificates_ending', { count: WINDOW_DAYS })}
          total={certificates.total}
          all={{ to: paths.certificates(), search: ending }}
          items={certificates.items.map((item) => ({ ...item, to: paths.certificate(item.id) }))}
        />
      )}
    </>
  );
}

interface EndingProps {
  readonly title: string;
  readonly total: number;
  readonly all: { readonly to: string; readonly search: Search };
  readonly items: readonly TermItem[];
}

/** What ends soon: how much of it there is, the first of it, and the way to all of it. */
function Ending({ title, total, all, items }: EndingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={title} aside={<TextLink {...all}>{t('home.see_all', { total: format.number(total) })}</TextLink>}>
      <TermList label={title} items={items} />
    </Section>
  );
}

function Newest({ overview: { newest } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  return (
    <Section title={t('home.newest')} aside={<TextLink to={paths.licenses()}>{t('home.see_licenses')}</TextLink>}>
      <TermList label={t('home.newest')} items={newest.map((item) => ({ ...item, to: paths.license(item.id) }))} />
    </Section>
  );
}
