import type { ArtifactKind } from '@kabinet/contracts/artifacts/manifest';
import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateLabel } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { ARTIFACT_KINDS } from '../../portal/downloads/labels.tsx';
import type { ChosenFile } from './draft.ts';
import classes from './file-drop.module.css';

interface ChosenFilesProps {
  readonly files: readonly ChosenFile[];
  readonly change: (files: readonly ChosenFile[]) => void;
}

/** The files of the release, what each is, and which of them must be chosen again. */
export function ChosenFiles({ files, change }: ChosenFilesProps) {
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <Row
          key={file.name}
          file={file}
          change={(changes) => change(files.map((each) => (each === file ? { ...each, ...changes } : each)))}
          remove={() => change(files.filter((each) => each !== file))}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly file: ChosenFile;
  readonly change: (changes: Partial<Pick<ChosenFile, 'kind' | 'platform'>>) => void;
  readonly remove: () => void;
}

function Row({ file: { name, size, kind, platform, contents }, change, remove }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <div className={classes.name}>
        <Text>{name}</Text>
        <Text size="sm" c="dimmed">
          {format.size(size)}
        </Text>
        {!contents && <StateLabel tone="warning">{t('uploads.choose_again')}</StateLabel>}
      </div>
      <NativeSelect
        label={t('downloads.kind')}
        aria-label={`${t('downloads.kind')}: ${name}`}
        value={kind}
        data={ARTIFACT_KINDS.map((value) => ({ value, label: t(`downloads.kinds.${value}`) }))}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value as ArtifactKind })}
      />
      <TextInput
        label={t('downloads.platform')}
        aria-label={`${t('downloads.platform')}: ${name}`}
        value={platform}
        onChange={({ currentTarget }) => change({ platform: currentTarget.value })}
      />
      <Button variant="subtle" aria-label={t('uploads.remove', { name })} onClick={remove}>
        {t('uploads.remove_short')}
      </Button>
    </li>
  );
}
