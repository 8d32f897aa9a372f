import { CloseButton, Group, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { SentFile } from './use-files.ts';
import classes from './support.module.css';

interface FileListProps {
  readonly files: readonly SentFile[];
  readonly remove: (file: SentFile) => void;
}

/** Files that go along with what is being written. */
export function FileList({ files, remove }: FileListProps) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-live="polite">
      {files.map((file) => (
        <li key={file.key}>
          <File file={file} remove={remove} />
        </li>
      ))}
    </ul>
  );
}

function File({ file, remove }: { readonly file: SentFile } & Pick<FileListProps, 'remove'>) {
  const { t } = useTranslation();
  const { name, state, problem, share, finding } = file;
  const format = useFormat();
  return (
    <Group gap="xs" wrap="nowrap">
      {state === 'sending' ? <Loader size={16} aria-label={t('support.uploading', { name })} /> : <Icon name="clip" size={16} />}
      <Text size="sm" className={classes.name} c={state === 'failed' || state === 'too_large' ? 'var(--mantine-color-error)' : 'inherit'}>
        {state === 'too_large' ? t('support.too_large', { name }) : name}
        {state === 'failed' && `: ${finding ?? problem?.detail ?? t('support.failed')}`}
        {state === 'sending' && share !== undefined && ` · ${format.percent(share)}`}
      </Text>
      {state !== 'sending' && <CloseButton size="sm" aria-label={t('support.detach', { name })} onClick={() => remove(file)} />}
    </Group>
  );
}
