import type { UploadDetails } from '@kabinet/contracts/artifacts/resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { KindWords } from '../../portal/downloads/labels.tsx';
import classes from '../../portal/downloads/downloads.module.css';

type UploadedFile = UploadDetails['files'][number];

const TONES: Readonly<Record<UploadedFile['state'], Tone>> = { waiting: 'waiting', checked: 'good', wrong: 'bad' };

/** The files that the manifest names, and what was measured on them. */
export function UploadedFiles({ files }: { readonly files: readonly UploadedFile[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <Section title={t('uploads.files')}>
      <ul className={classes.files}>
        {files.map(({ file, kind, size, sha256, state }) => (
          <li key={file}>
            <div>
              <Text className={classes.name}>{file}</Text>
              <Text size="sm" c="dimmed">
                <KindWords kind={kind} file={file} />
                {` · ${format.size(size)}`}
              </Text>
              {sha256 !== null && (
                <Text size="xs" c="dimmed" ff="monospace" className={classes.name}>
                  {t('uploads.measured', { sha256 })}
                </Text>
              )}
            </div>
            <StateLabel tone={TONES[state]}>{t(`uploads.file_states.${state}`)}</StateLabel>
          </li>
        ))}
      </ul>
    </Section>
  );
}
