import type { Download } from '@kabinet/contracts/artifacts/downloads';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { DateFilter } from '../../components/list/date-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { Downloader } from './downloads/downloader.tsx';
import { DownloadStateLabel } from './downloads/labels.tsx';
import classes from './downloads/downloads.module.css';

export const permission = 'downloads.read';
export const words = 'delivery';

const STATES = ['complete', 'broken_off', 'under_way', 'handed_over'] as const;

const list: ListDefinition<Download> = {
  name: 'download-history',
  fetch: (query, signal) => api.artifacts.listDownloads({ query }, { signal }),
  filters: ['state', 'artifact_id', 'started_from', 'started_until'],
  sort: '-started_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('downloads.history')}
        back={
          <TextLink to={paths.downloads()} size="sm">
            {t('downloads.title')}
          </TextLink>
        }
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ file }) => file}
        filters={
          <>
            <ChoiceFilter
              name="state"
              label={t('downloads.state')}
              options={STATES.map((value) => ({ value, label: t(`downloads.states.${value}`) }))}
            />
            <DateFilter field="started" label={t('downloads.started')} instants />
          </>
        }
        empty={
          <Notice title={t('downloads.no_history_title')} action={<TextLink to={paths.downloads()}>{t('downloads.title')}</TextLink>}>
            {t('downloads.no_history')}
          </Notice>
        }
      />
    </>
  );
}

function useColumns(): readonly Column<Download>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'file',
      header: t('downloads.file'),
      isKey: true,
      cell: ({ file, version, bundle_id }) => (
        <>
          <span className={classes.name}>{file}</span>
          <Text size="sm" c="dimmed" fw={400}>
            {bundle_id === null ? version : t('downloads.archive')}
          </Text>
        </>
      ),
    },
    { id: 'who', header: t('downloads.who'), cell: (download) => <Downloader {...download} /> },
    { id: 'cabinet', header: t('downloads.cabinet'), cell: ({ cabinet }) => cabinet?.name ?? t('downloads.vendor') },
    { id: 'started_at', header: t('downloads.started'), sort: 'started_at', cell: ({ started_at }) => format.instant(started_at) },
    { id: 'bytes', header: t('downloads.taken'), cell: (download) => <Taken download={download} /> },
    { id: 'state', header: t('downloads.state'), cell: ({ state }) => <DownloadStateLabel state={state} /> },
  ];
}

/** How much of how much; a download that was resumed is several answers, and says from where each went on. */
function Taken({ download: { bytes, size, first_byte } }: { readonly download: Download }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      {bytes === null || bytes === size
        ? format.size(bytes ?? size)
        : t('downloads.part_of', { bytes: format.size(bytes), size: format.size(size) })}
      {first_byte > 0 && (
        <Text size="sm" c="dimmed">
          {t('downloads.from_byte', { percent: format.percent(first_byte / size) })}
        </Text>
      )}
    </div>
  );
}
