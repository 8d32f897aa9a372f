import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './fault-list.module.css';

interface Fault {
  readonly file: string | null;
  readonly pointer: string | null;
  readonly code: string;
  readonly detail: string;
}

/** Why an upload is held: the reason for each file, and the place within the manifest. */
export function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {faults.map(({ file, pointer, code, detail }) => (
        <li key={`${file} ${pointer} ${code}`}>
          <Text component="span" fw={500}>
            {file ?? t('uploads.whole')}
          </Text>
          {pointer !== null && pointer !== '' && <code className={classes.pointer}>{pointer}</code>}
          <Text className={classes.detail}>{detail}</Text>
        </li>
      ))}
    </ul>
  );
}
