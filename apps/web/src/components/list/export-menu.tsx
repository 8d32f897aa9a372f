import { Button, Menu, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../api/client.ts';
import { saveFile } from '../../api/save-file.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { useWordsOf } from '../failure-notice.tsx';
import { Icon } from '../icons.tsx';
import { queryOf, type ListDefinition, type ListQuery } from './list-definition.ts';

/** A format that a list is exported in. */
export interface ListExport {
  readonly label: string;
  /** Fetches all that `query` asks for: what the list shows, without pages. */
  readonly fetch: (query: ListQuery) => Promise<SavedFile>;
}

interface ExportMenuProps<Item> {
  readonly list: ListDefinition<Item>;
  readonly exports: readonly ListExport[];
}

/** Saves exactly what is searched, filtered and ordered, in the format of one's choice. */
export function ExportMenu<Item>({ list, exports }: ExportMenuProps<Item>) {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const saving = useMutation({ mutationFn: async ({ fetch }: ListExport) => saveFile(await fetch(queryOf(list, search))) });
  const { title, detail } = useWordsOf(saving.error);
  return (
    <div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="download" />} loading={saving.isPending}>
            {t('list.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {exports.map((format) => (
            <Menu.Item key={format.label} onClick={() => saving.mutate(format)}>
              {format.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Text role="alert" size="xs" c="var(--mantine-color-error)">
        {saving.isError && (detail || title)}
      </Text>
    </div>
  );
}
