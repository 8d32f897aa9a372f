import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../components/list/columns.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { DownloadFile } from './download-file.tsx';
import { FileName } from './file-dialog.tsx';
import { KindWords, Withheld } from './labels.tsx';
import classes from './downloads.module.css';

/** The columns of files; those of one release leave out what it says itself. */
export function useFileColumns({ ofOneRelease = false } = {}): readonly Column<ListedArtifact>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const ofRelease: Column<ListedArtifact>[] = [
    { id: 'product', header: t('downloads.product'), cell: ({ product }) => format.text(product.name) },
    {
      id: 'version',
      header: t('downloads.version'),
      cell: ({ version, release_id }) => <TextLink to={paths.release(release_id)}>{version}</TextLink>,
    },
  ];
  return [
    { id: 'file', header: t('downloads.file'), isKey: true, cell: (file) => <NameCell file={file} /> },
    ...(ofOneRelease ? [] : ofRelease),
    { id: 'kind', header: t('downloads.kind'), cell: (file) => <KindWords {...file} /> },
    { id: 'platform', header: t('downloads.platform'), cell: ({ platform }) => platform ?? t('common.none') },
    {
      id: 'size',
      header: t('downloads.size'),
      align: 'right',
      cell: ({ size }) => <span className={classes.size}>{format.size(size)}</span>,
    },
    ...(ofOneRelease ? [] : [releasedColumn(t('downloads.released'), (instant) => format.date(instant.slice(0, 10)))]),
    { id: 'sha256', header: t('downloads.sha256'), isExtra: true, cell: ({ sha256 }) => <code className={classes.digest}>{sha256}</code> },
    { id: 'get', header: t('downloads.get'), cell: (file) => <Offer file={file} /> },
  ];
}

function NameCell({ file }: { readonly file: ListedArtifact }) {
  return (
    <div className={classes.cell}>
      <FileName file={file} />
    </div>
  );
}

function releasedColumn(header: string, words: (instant: string) => string): Column<ListedArtifact> {
  return { id: 'released_at', header, sort: 'released_at', cell: ({ release }) => words(release.released_at) };
}

/** The way to its bytes, or why there is none. */
export function Offer({ file }: { readonly file: ListedArtifact }) {
  return file.reason === undefined ? <DownloadFile {...file} /> : <Withheld reason={file.reason} />;
}
