import { Text } from '@mantine/core';
import { CopyButton } from './copy-button.tsx';
import classes from './code-line.module.css';

interface CodeLineProps {
  readonly label: string;
  /** What is copied, to the letter. */
  readonly code: string;
}

/** A command, an address or a digest: to be read, and copied whole. */
export function CodeLine({ label, code }: CodeLineProps) {
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {label}
      </Text>
      <div className={classes.line}>
        <code className={classes.code}>{code}</code>
        <CopyButton text={code} what={label} />
      </div>
    </div>
  );
}
