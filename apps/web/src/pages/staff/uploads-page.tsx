import type { Upload } from '@kabinet/contracts/artifacts/resources';
import { Button } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { UploadState } from './upload/upload-state.tsx';

export const permission = 'releases.read';
export const words = 'delivery';

const STATES = ['checking', 'held', 'accepted', 'altered'] as const;

const list: ListDefinition<Upload> = {
  name: 'uploads',
  of: 'vendor',
  fetch: (query, signal) => api.artifacts.listUploads({ query }, { signal }),
  filters: ['state', 'product_id'],
  sort: '-updated_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const mayUpload = useMay('releases.upload');
  return (
    <>
      <PageHeader
        title={t('uploads.title')}
        back={
          <TextLink to={paths.releases()} size="sm">
            {t('releases.title')}
          </TextLink>
        }
        actions={mayUpload && <Actions />}
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ folder }) => folder}
        filters={<Filters />}
        empty={
          <Notice title={t('releases.empty_title')} action={<GuideLink guide="publish-a-release" />}>
            {t('releases.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Actions() {
  const { t } = useTranslation();
  const scan = useMutation({
    mutationFn: () => api.artifacts.scanUploads({}),
    onSuccess: () => announce(t('uploads.scan_done')),
  });
  return (
    <>
      <Button variant="default" loading={scan.isPending} onClick={() => scan.mutate()}>
        {t('uploads.scan')}
      </Button>
      <Button renderRoot={(root) => <Link to={paths.newUpload()} {...root} />}>{t('uploads.new')}</Button>
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
        name="state"
        label={t('releases.status')}
        options={STATES.map((value) => ({ value, label: t(`uploads.states.${value}`) }))}
      />
      <ChoiceFilter
        name="product_id"
        label={t('downloads.product')}
        isSingle
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
    </>
  );
}

function useColumns(): readonly Column<Upload>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'folder',
      header: t('uploads.folder'),
      isKey: true,
      cell: ({ id, folder }) => <TextLink to={paths.upload(id)}>{folder}</TextLink>,
    },
    { id: 'state', header: t('releases.status'), cell: (upload) => <UploadState upload={upload} /> },
    { id: 'faults', header: t('uploads.reason'), cell: ({ faults }) => <FirstFault faults={faults} /> },
    { id: 'size', header: t('downloads.size'), align: 'right', cell: ({ size }) => format.size(size) },
    { id: 'updated_at', header: t('uploads.updated'), sort: 'updated_at', cell: ({ updated_at }) => format.instant(updated_at) },
    {
      id: 'found_at',
      header: t('uploads.found'),
      sort: 'found_at',
      isExtra: true,
      cell: ({ found_at }) => format.instant(found_at),
    },
  ];
}

/** The first reason; its page has all of them. */
function FirstFault({ faults }: Pick<Upload, 'faults'>) {
  const { t } = useTranslation();
  const [first, ...others] = faults;
  if (!first) return t('common.none');
  const words = first.file === null ? first.detail : `${first.file}: ${first.detail}`;
  return others.length === 0 ? words : t('uploads.and_more', { first: words, count: others.length });
}
