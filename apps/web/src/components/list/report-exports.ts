import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../api/client.ts';
import { useMay } from '../../session/me.ts';
import type { ListExport } from './export-menu.tsx';
import type { ListQuery } from './list-definition.ts';

type Fetch = (input: { readonly query: ListQuery }) => Promise<SavedFile>;

interface Formats {
  readonly csv: Fetch;
  readonly xlsx: Fetch;
  readonly pdf: Fetch;
}

/** What a list is exported as, for whoever may report on it; for others nothing. */
export function useReportExports(permission: 'reports.read' | 'reports.read_issues', formats: Formats): ListExport[] {
  const { t } = useTranslation();
  if (!useMay(permission)) return [];
  return [
    { label: t('list.export_xlsx'), fetch: (query) => formats.xlsx({ query }) },
    { label: t('list.export_csv'), fetch: (query) => formats.csv({ query }) },
    { label: t('list.export_pdf'), fetch: (query) => formats.pdf({ query }) },
  ];
}
