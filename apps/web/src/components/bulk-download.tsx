import type { SavedFile } from '../api/client.ts';
import { saveFile } from '../api/save-file.ts';
import { DownloadButton } from './download-button.tsx';

interface BulkDownloadProps {
  readonly label: string;
  readonly fetches: readonly (() => Promise<SavedFile>)[];
}

/** Saves several files, one after the other: browsers ask the person once. */
export function BulkDownload({ label, fetches }: BulkDownloadProps) {
  async function fetchAll(): Promise<SavedFile> {
    const last = fetches.at(-1);
    if (!last) throw new Error('nothing is selected');
    for (const fetch of fetches.slice(0, -1)) saveFile(await fetch());
    return last();
  }
  return <DownloadButton size="compact-sm" label={label} fetch={fetchAll} />;
}
