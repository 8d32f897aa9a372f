import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList } from '../../components/list/list-definition.ts';
import { TextFilter } from '../../components/list/text-filter.tsx';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useScope } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay, useMe } from '../../session/me.ts';
import { BundleDownload } from './downloads/bundle-download.tsx';
import { useFileColumns } from './downloads/file-columns.tsx';
import { ARTIFACT_KINDS, CHANNELS, RELEASE_KINDS } from './downloads/labels.tsx';
import { fileList } from './downloads/queries.ts';
import { productChoiceQuery } from './license/queries.ts';

export const permission = 'artifacts.read';
export const words = 'delivery';

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(fileList, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('downloads.title')} actions={<Ways />} />
      <List
        list={fileList}
        columns={useFileColumns()}
        nameOf={({ file, version }) => `${file} ${version}`}
        filters={<Filters />}
        empty={
          <Notice title={t('downloads.empty_title')} action={<GuideLink guide="customers" />}>
            {t('downloads.empty')}
          </Notice>
        }
        bulk={(selected) => <BundleDownload files={selected} />}
      />
    </>
  );
}

/** To what was downloaded before. */
function Ways() {
  const { t } = useTranslation();
  const scope = useScope();
  const maySeeHistory = useMay('downloads.read');
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      {isStaff && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.downloadStatistics()} {...root} />}>
          {t('downloads.statistics')}
        </Button>
      )}
      {maySeeHistory && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.downloadHistory()} search={scope} {...root} />}>
          {t('downloads.history')}
        </Button>
      )}
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <>
      <ChoiceFilter
        name="product_id"
        label={t('downloads.product')}
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <TextFilter name="version" label={t('downloads.version')} />
      <ChoiceFilter
        name="kind"
        label={t('downloads.kind')}
        options={ARTIFACT_KINDS.map((value) => ({ value, label: t(`downloads.kinds.${value}`) }))}
      />
      <TextFilter name="platform" label={t('downloads.platform')} />
      <ChoiceFilter
        name="release_kind"
        label={t('downloads.release')}
        options={RELEASE_KINDS.map((value) => ({ value, label: t(`releases.kinds.${value}`) }))}
      />
      <ChoiceFilter
        name="channel"
        label={t('releases.channel')}
        options={CHANNELS.map((value) => ({ value, label: t(`releases.channels.${value}`) }))}
      />
    </>
  );
}
