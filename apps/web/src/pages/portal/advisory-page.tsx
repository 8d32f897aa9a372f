import type { AdvisoryDetails } from '@kabinet/contracts/products/advisory-resources';
import { Alert, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { DownloadButton } from '../../components/download-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { useMay, useMe } from '../../session/me.ts';
import { AdvisoryActions } from '../staff/advisory/advisory-actions.tsx';
import { Receptions } from '../staff/advisory/receptions.tsx';
import { ImpactNotice } from './advisory/impact.tsx';
import { AdvisoryState } from './advisory/labels.tsx';
import { SeverityLabel } from './advisory/severity-label.tsx';
import { advisoryQuery } from './advisory/queries.ts';
import { Outside, Vulnerabilities } from './advisory/vulnerabilities.tsx';
import { Versions } from './advisory/versions.tsx';
import classes from './advisory/advisory.module.css';

export const permission = 'advisories.read';
export const words = 'advisories';

export async function load({ params, search }: PageInput): Promise<void> {
  await ensure(advisoryQuery(pathParameter(params, 'id'), search));
}

export function Page() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const advisory = useSuspenseQuery(advisoryQuery(usePathParameter('id'), search)).data;
  const mayManage = useMay('advisories.manage');
  const { id, impact, withdrawal_reason } = advisory;
  return (
    <>
      <PageHeader
        title={`${advisory.tracking_id}: ${advisory.title}`}
        back={
          <TextLink to={paths.advisories()} size="sm">
            {t('advisories.title')}
          </TextLink>
        }
        aside={<SeverityLabel severity={advisory.severity} score={advisory.score} />}
        actions={
          <>
            <DownloadButton label={t('advisories.download')} fetch={() => files.products.getAdvisoryDocument({ params: { id } })} />
            {mayManage && <AdvisoryActions advisory={advisory} />}
          </>
        }
      />
      {withdrawal_reason !== null && (
        <Alert color="red" variant="outline" title={t('advisories.withdrawn_because', { reason: withdrawal_reason })} />
      )}
      {impact && <ImpactNotice impact={impact} />}
      <Overview advisory={advisory} />
      <Versions products={advisory.products} />
      <Notes notes={advisory.notes} />
      <Vulnerabilities vulnerabilities={advisory.vulnerabilities} />
      <References references={advisory.references} />
      <History history={advisory.history} />
      {mayManage && <Receptions advisory={advisory} />}
    </>
  );
}

function Overview({ advisory }: { readonly advisory: AdvisoryDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isStaff = useMe().staff_roles.length > 0;
  const { tlp, document_version, document_status, cves } = advisory;
  const status = t(`advisories.document_statuses.${document_status}`);
  return (
    <Section title={t('advisories.facts')} aside={isStaff && <AdvisoryState status={advisory.status} />}>
      <Facts
        facts={[
          ...(cves.length > 0 ? [{ label: t('advisories.cve'), value: cves.join(', ') }] : []),
          { label: t('advisories.document'), value: t('advisories.document_version', { version: document_version, status }) },
          { label: t('advisories.released'), value: format.instant(advisory.released_at) },
          { label: t('advisories.revised'), value: format.instant(advisory.revised_at) },
          { label: t('advisories.publisher'), value: advisory.publisher },
          { label: t('advisories.tlp'), value: tlp === null ? t('advisories.no_tlp') : t(`advisories.tlps.${tlp}`) },
        ]}
      />
    </Section>
  );
}

const KNOWN_NOTES = ['description', 'details', 'faq', 'general', 'legal_disclaimer', 'other', 'summary'] as const;

function Notes({ notes }: Pick<AdvisoryDetails, 'notes'>) {
  const { t } = useTranslation();
  return notes.map(({ category, title, text }) => {
    const known = KNOWN_NOTES.find((name) => name === category) ?? 'other';
    return (
      <Section key={`${category} ${title} ${text}`} title={title ?? t(`advisories.notes.${known}`)}>
        <Text className={classes.text}>{text}</Text>
      </Section>
    );
  });
}

function References({ references }: Pick<AdvisoryDetails, 'references'>) {
  const { t } = useTranslation();
  if (references.length === 0) return null;
  return (
    <Section title={t('advisories.references')}>
      <ul className={classes.list}>
        {references.map(({ summary, url }) => (
          <li key={`${summary} ${url}`}>
            <Outside url={url}>{summary}</Outside>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ history }: Pick<AdvisoryDetails, 'history'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('advisories.history')}>
      <ul className={classes.list}>
        {history.toReversed().map(({ date, number, summary }) => (
          <li key={number}>
            {t('advisories.revision', { number, summary })}{' '}
            <Text span size="sm" c="dimmed">
              {format.instant(date)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
