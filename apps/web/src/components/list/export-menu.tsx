import { Button, Menu, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../api/client.ts';
import { saveFile } from '../../api/save-file.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { announce } from '../announcements/announce.ts';
import { useWordsOf } from '../failure-notice.tsx';
import { Icon } from '../icons.tsx';
import { queryOf, type ListDefinition, type ListQuery } from './list-definition.ts';

/** A format that a list is exported in. */
export interface ListExport {
  readonly label: string;
  /** Columns of the list that the file may have; without them it has its own. */
  readonly columns?: readonly string[];
  /** Fetches all that `query` asks for: what the list shows, without pages. */
  readonly fetch: (query: ListQuery) => Promise<SavedFile>;
  /** Has the same made in the background. */
  readonly order?: (query: ListQuery) => Promise<void>;
}

interface ExportMenuProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly exports: readonly ListExport[];
  /** The columns that are shown, in their order. */
  readonly columns: readonly string[];
}

/** Saves exactly what is searched, filtered, ordered and shown, in the format of one's choice; or has it made in the background. */
export function ExportMenu<Item>({ list, exports, columns }: ExportMenuProps<Item>) {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const queryFor = ({ columns: known }: ListExport) => narrowed(queryOf(list, search), columns, known);
  const exporting = useMutation({
    async mutationFn({ format, isLater }: { format: ListExport; isLater: boolean }) {
      if (!isLater) return saveFile(await format.fetch(queryFor(format)));
      await format.order?.(queryFor(format));
      announce(t('list.export_ordered'));
    },
  });
  const { title, detail } = useWordsOf(exporting.error);
  const orderable = exports.filter(({ order }) => order !== undefined);
  return (
    <div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="download" />} loading={exporting.isPending}>
            {t('list.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {exports.map((format) => (
            <Menu.Item key={format.label} onClick={() => exporting.mutate({ format, isLater: false })}>
              {format.label}
            </Menu.Item>
          ))}
          {orderable.length > 0 && <InBackground formats={orderable} order={(format) => exporting.mutate({ format, isLater: true })} />}
        </Menu.Dropdown>
      </Menu>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {exporting.isError && (detail || title)}
      </Text>
    </div>
  );
}

interface InBackgroundProps {
  readonly formats: readonly ListExport[];
  readonly order: (format: ListExport) => void;
}

function InBackground({ formats, order }: InBackgroundProps) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('list.export_in_background')}</Menu.Label>
      {formats.map((format) => (
        <Menu.Item key={format.label} aria-label={t('list.export_later', { format: format.label })} onClick={() => order(format)}>
          {format.label}
        </Menu.Item>
      ))}
      <Menu.Item renderRoot={(root) => <Link to={paths.madeReports()} {...root} />}>{t('list.made_reports')}</Menu.Item>
    </>
  );
}

/** Columns that no file knows, such as those of buttons, are left out. */
function narrowed(query: ListQuery, shown: readonly string[], known: readonly string[] | undefined): ListQuery {
  const columns = shown.filter((column) => known?.includes(column));
  return columns.length === 0 ? query : { ...query, columns: columns.join(',') };
}
