import type { Release } from '@kabinet/contracts/products/resources';
import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { CHANNELS, RELEASE_KINDS } from '../portal/downloads/labels.tsx';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { ReleaseState } from '../portal/release/release-state.tsx';

export const permission = 'releases.read';
export const words = 'delivery';

const STATUSES = ['held', 'scheduled', 'published', 'recalled'] as const;

const list: ListDefinition<Release> = {
  name: 'releases',
  // Releases belong to no organization.
  of: 'vendor',
  fetch: (query, signal) => api.products.listReleases({ query }, { signal }),
  filters: ['status', 'product_id', 'kind', 'channel'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const mayUpload = useMay('releases.upload');
  return (
    <>
      <PageHeader title={t('releases.title')} actions={<Ways mayUpload={mayUpload} />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ product, version }) => `${product.slug} ${version}`}
        filters={<Filters />}
        empty={
          <Notice title={t('releases.empty_title')} action={mayUpload && <NewUpload />}>
            {t('releases.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Ways({ mayUpload }: { readonly mayUpload: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Button variant="default" renderRoot={(root) => <Link to={paths.releaseKeys()} {...root} />}>
        {t('releases.keys')}
      </Button>
      <Button variant="default" renderRoot={(root) => <Link to={paths.uploads()} {...root} />}>
        {t('uploads.title')}
      </Button>
      {mayUpload && <NewUpload />}
    </>
  );
}

function NewUpload() {
  const { t } = useTranslation();
  return <Button renderRoot={(root) => <Link to={paths.newUpload()} {...root} />}>{t('uploads.new')}</Button>;
}

function Filters() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('releases.status')}
        options={STATUSES.map((value) => ({ value, label: t(`releases.statuses.${value}`) }))}
      />
      <ChoiceFilter
        name="product_id"
        label={t('downloads.product')}
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <ChoiceFilter
        name="kind"
        label={t('releases.kind')}
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

function useColumns(): readonly Column<Release>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'version',
      header: t('downloads.release'),
      isKey: true,
      cell: ({ id, product, version }) => <TextLink to={paths.release(id)}>{`${format.text(product.name)} ${version}`}</TextLink>,
    },
    { id: 'status', header: t('releases.status'), cell: (release) => <State release={release} /> },
    { id: 'kind', header: t('releases.kind'), cell: ({ kind }) => (kind === null ? t('common.none') : t(`releases.kinds.${kind}`)) },
    {
      id: 'channel',
      header: t('releases.channel'),
      cell: ({ channel }) => (channel === null ? t('common.none') : t(`releases.channels.${channel}`)),
    },
    {
      id: 'released_at',
      header: t('releases.date'),
      sort: 'released_at',
      cell: ({ released_at }) => (released_at === null ? t('common.none') : format.instant(released_at)),
    },
    { id: 'files', header: t('releases.files'), align: 'right', cell: ({ artifacts }) => format.number(artifacts.length) },
    {
      id: 'created_at',
      header: t('uploads.found'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
  ];
}

/** Its state, and the alarm when its files in the bucket are others by now. */
function State({ release: { status, faults } }: { readonly release: Release }) {
  const { t } = useTranslation();
  return (
    <div>
      <ReleaseState status={status} />
      {status !== 'held' && faults.length > 0 && (
        <div>
          <StateLabel tone="bad">{t('uploads.states.altered')}</StateLabel>
        </div>
      )}
    </div>
  );
}
