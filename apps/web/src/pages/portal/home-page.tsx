import type { Me } from '@kabinet/contracts/auth/resources';
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { loadMe, useMe } from '../../session/me.ts';
import { AttentionList } from './home/attention-list.tsx';
import { overviewQuery } from './home/overview.ts';
import { doneQuery, ownedBy } from './home/steps-done.ts';
import { TermList } from './home/term-list.tsx';
import { affectingQuery, askingQuery, mattersOf, offeredQuery, repliesQuery, withheldQuery } from './home/waiting.ts';

/** Owners alone see them, and not for long. */
const loadFirstSteps = async () => ({ default: (await import('./home/first-steps.tsx')).FirstSteps });
const FirstSteps = lazy(loadFirstSteps);

export async function load({ search }: PageInput): Promise<void> {
  const me = await loadMe();
  const matters = mattersOf(me);
  const owned = ownedBy(me);
  await Promise.all([
    matters.terms && ensure(overviewQuery(search)),
    matters.advisories && ensure(affectingQuery(search)),
    matters.transfers && ensure(offeredQuery(search)),
    matters.people && ensure(askingQuery(search)),
    matters.replies && ensure(repliesQuery(search)),
    matters.updates && ensure(withheldQuery(search)),
    owned !== undefined && Promise.all([ensure(doneQuery(owned)), loadFirstSteps()]),
  ]);
}

export function Page() {
  const { t } = useTranslation();
  const me = useMe();
  const owned = ownedBy(me);
  const hasMatters = Object.values(mattersOf(me)).some((isTheirs) => isTheirs);
  return (
    <>
      <PageHeader title={t('home.greeting', { name: me.name })} />
      <Suspense>{owned !== undefined && <FirstSteps cabinetId={owned} />}</Suspense>
      {hasMatters && <AttentionList />}
      {mattersOf(me).terms ? <Newest /> : <NoAccess me={me} />}
    </>
  );
}

/** Who is kept out only for now reads above what to do. */
function NoAccess({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const isHeldBack = me.memberships.some(({ held_back }) => held_back);
  return <Notice title={t('home.no_access_title')}>{t(isHeldBack ? 'home.held_back' : 'home.no_access')}</Notice>;
}

function Newest() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const { newest } = useSuspenseQuery(overviewQuery(search)).data;
  if (newest.length === 0) {
    return (
      <Notice title={t('home.none_yet_title')} action={<GuideLink guide="customers" />}>
        {t('home.none_yet')}
      </Notice>
    );
  }
  return (
    <Section title={t('home.newest')} aside={<TextLink to={paths.licenses()}>{t('home.see_licenses')}</TextLink>}>
      <TermList label={t('home.newest')} items={newest.map((item) => ({ ...item, to: paths.license(item.id) }))} />
    </Section>
  );
}
