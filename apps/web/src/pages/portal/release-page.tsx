import type { Release } from '@kabinet/contracts/products/resources';
import { Alert, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList } from '../../components/list/list-definition.ts';
import { MarkdownText } from '../../components/markdown.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { loadMe, meets, useMay, useMe } from '../../session/me.ts';
import { ReleaseActions } from '../staff/release/release-actions.tsx';
import { ReleaseFaults } from '../staff/release/release-faults.tsx';
import { UnreleasedFiles } from '../staff/release/unreleased-files.tsx';
import { BundleDownload } from './downloads/bundle-download.tsx';
import { useFileColumns } from './downloads/file-columns.tsx';
import { releaseFileList } from './downloads/queries.ts';
import { releaseQuery } from './release/queries.ts';
import { Signature } from './release/signature.tsx';
import { ReleaseState } from './release/release-state.tsx';

export const permission = 'products.read';
export const words = 'delivery';

export async function load({ params, search }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  const [release, me] = await Promise.all([ensure(releaseQuery(id)), loadMe()]);
  if (isOut(release) && meets(me, 'artifacts.read')) await loadList(releaseFileList(id), search);
}

/** Customers have seen it, whether or not it was called back since. */
function isOut({ status }: Release): boolean {
  return status === 'published' || status === 'recalled';
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const release = useSuspenseQuery(releaseQuery(usePathParameter('id'))).data;
  const isStaff = useMe().staff_roles.length > 0;
  const mayManage = useMay('releases.manage');
  const mayReadFiles = useMay('artifacts.read');
  return (
    <>
      <PageHeader
        title={`${format.text(release.product.name)} ${release.version}`}
        back={<WayBack isStaff={isStaff} release={release} />}
        aside={(isStaff || release.status !== 'published') && <ReleaseState status={release.status} />}
        actions={mayManage && <ReleaseActions release={release} />}
      />
      <Recall release={release} />
      {isStaff && <ReleaseFaults release={release} />}
      <Overview release={release} />
      {release.notes && (
        <Section title={t('releases.notes')}>
          <MarkdownText>{format.text(release.notes)}</MarkdownText>
        </Section>
      )}
      {isOut(release) ? mayReadFiles && <Files release={release} /> : <UnreleasedFiles release={release} />}
      {isOut(release) && mayReadFiles && <Signature releaseId={release.id} />}
    </>
  );
}

interface PartProps {
  readonly release: Release;
}

function WayBack({ isStaff, release }: PartProps & { readonly isStaff: boolean }) {
  const { t } = useTranslation();
  if (isStaff) {
    return (
      <TextLink to={paths.releases()} size="sm">
        {t('releases.title')}
      </TextLink>
    );
  }
  return (
    <TextLink to={paths.downloads()} search={{ product_id: release.product.id }} size="sm">
      {t('downloads.title')}
    </TextLink>
  );
}

function Recall({ release: { recall_reason, recalled_at } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (recall_reason === null) return null;
  return (
    <Alert color="red" variant="outline" title={t('releases.recalled_because', { reason: recall_reason })}>
      {recalled_at !== null && t('releases.recalled_at', { at: format.instant(recalled_at) })}
    </Alert>
  );
}

function Overview({ release: { kind, channel, released_at, fixes, status } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('releases.facts')}>
      <Facts
        facts={[
          ...(kind === null ? [] : [{ label: t('releases.kind'), value: t(`releases.kinds.${kind}`) }]),
          ...(channel === null ? [] : [{ label: t('releases.channel'), value: t(`releases.channels.${channel}`) }]),
          ...(released_at === null
            ? []
            : [{ label: t(status === 'scheduled' ? 'releases.comes_out' : 'releases.released'), value: format.instant(released_at) }]),
          ...(fixes.length === 0 ? [] : [{ label: t('releases.fixes'), value: <Fixes fixes={fixes} /> }]),
        ]}
      />
    </Section>
  );
}

/** A CVE leads to the advisories about it; numbers of the vendor's own tracker stay as they are. */
function Fixes({ fixes }: Pick<Release, 'fixes'>) {
  const mayReadAdvisories = useMay('advisories.read');
  return fixes.map((fix, index) => (
    <Fragment key={fix}>
      {index > 0 && ', '}
      {mayReadAdvisories && fix.startsWith('CVE-') ? (
        <TextLink to={paths.advisories()} search={{ cve: fix }}>
          {fix}
        </TextLink>
      ) : (
        fix
      )}
    </Fragment>
  ));
}

function Files({ release }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('releases.files')}>
      <Text c="dimmed" size="sm">
        {t('releases.files_lead')}
      </Text>
      <List
        list={releaseFileList(release.id)}
        columns={useFileColumns({ ofOneRelease: true })}
        nameOf={({ file }) => file}
        empty={<Notice title={t('downloads.reasons.no_license')}>{t('downloads.next_steps.no_license')}</Notice>}
        bulk={(selected) => <BundleDownload files={selected} />}
      />
    </Section>
  );
}
