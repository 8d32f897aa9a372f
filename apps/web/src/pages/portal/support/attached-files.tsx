import { files as fileClient } from '../../../api/api.ts';
import { DownloadButton } from '../../../components/download-button.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from 'react-i18next';
import type { Attachment } from './queries.ts';
import classes from './support.module.css';

interface AttachedFilesProps {
  readonly issueId: string;
  readonly files: readonly Attachment[];
}

/** Files to be saved: none is opened in the page, whatever it claims to be. */
export function AttachedFiles({ issueId, files }: AttachedFilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('support.attachments')}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <DownloadButton
            size="compact-sm"
            variant="subtle"
            label={`${name} · ${t('support.size', { size: format.number(Math.max(1, Math.round(size / 1024))) })}`}
            fetch={() => fileClient.issues.downloadAttachment({ params: { id: issueId, attachment_id: id } })}
          />
        </li>
      ))}
    </ul>
  );
}
