import type { UploadDetails } from '@kabinet/contracts/artifacts/resources';
import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { useWordsOf } from '../../components/failure-notice.tsx';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { showReleases } from '../portal/release/queries.ts';
import { FaultList } from './release/fault-list.tsx';
import { uploadQuery } from './upload/queries.ts';
import { UploadedFiles } from './upload/uploaded-files.tsx';
import { UploadState } from './upload/upload-state.tsx';

export const permission = 'releases.read';
export const words = 'delivery';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(uploadQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const upload = useSuspenseQuery(uploadQuery(usePathParameter('id'))).data;
  return (
    <>
      <PageHeader
        title={t('uploads.one', { folder: upload.folder })}
        back={
          <TextLink to={paths.uploads()} size="sm">
            {t('uploads.title')}
          </TextLink>
        }
        aside={<UploadState upload={upload} />}
        actions={<Actions upload={upload} />}
      />
      {upload.state === 'checking' && <Checking upload={upload} />}
      <Faults upload={upload} />
      <Overview upload={upload} />
      <UploadedFiles files={upload.files} />
    </>
  );
}

interface PartProps {
  readonly upload: UploadDetails;
}

function Actions({ upload: { id, state, product, version } }: PartProps) {
  const { t } = useTranslation();
  const mayManage = useMay('releases.manage');
  const mayUpload = useMay('releases.upload');
  const isRelease = state === 'accepted' || state === 'altered';
  if (isRelease) {
    return (
      <Button variant="default" renderRoot={(root) => <Link to={paths.release(id)} {...root} />}>
        {t('uploads.to_release')}
      </Button>
    );
  }
  const named = { version, ...(product && { product: product.slug }) };
  return (
    <>
      {mayManage && <CheckAgain id={id} />}
      {mayUpload && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.newUpload()} search={named} {...root} />}>
          {t('uploads.again')}
        </Button>
      )}
    </>
  );
}

/** Reads every file anew: for when something else than the upload was to blame. */
function CheckAgain({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const checking = useMutation({
    async mutationFn() {
      await api.artifacts.checkUpload({ params: { id } });
      await showReleases();
      announce(t('uploads.check_begun'));
    },
  });
  const { title, detail } = useWordsOf(checking.error);
  return (
    <div>
      <Button variant="default" loading={checking.isPending} onClick={() => checking.mutate()}>
        {t('uploads.check')}
      </Button>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {checking.isError && (detail || title)}
      </Text>
    </div>
  );
}

function Checking({ upload: { size, checked } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = t('uploads.checked_of', { checked: format.size(checked), size: format.size(size) });
  return <WorkProgress label={words} done={checked} total={size} />;
}

function Faults({ upload: { state, faults } }: PartProps) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  const isAlarm = state === 'altered';
  return (
    <Alert color={isAlarm ? 'red' : 'yellow'} variant="outline" title={t(isAlarm ? 'releases.altered' : 'releases.held_because')}>
      <FaultList faults={faults} />
      <Text size="sm" c="dimmed" mt="sm">
        {t(isAlarm ? 'uploads.altered_hint' : 'uploads.held_hint')}
      </Text>
    </Alert>
  );
}

function Overview({ upload: { product, version, folder, size, found_at, updated_at } }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('releases.facts')}>
      <Facts
        facts={[
          { label: t('downloads.product'), value: product ? format.text(product.name) : t('uploads.no_product') },
          { label: t('downloads.version'), value: version },
          { label: t('uploads.folder'), value: folder },
          { label: t('downloads.size'), value: format.size(size) },
          { label: t('uploads.found'), value: format.instant(found_at) },
          { label: t('uploads.updated'), value: format.instant(updated_at) },
        ]}
      />
    </Section>
  );
}
