import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';

interface WorkProgressProps {
  /** What is being done, in words. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Stops it; without it the work goes on to its end. */
  readonly cancel?: () => void;
}

/** How far long work has come, in words, per cent and a bar, and the way to stop it. */
export function WorkProgress({ label, done, total, cancel }: WorkProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const part = total === 0 ? 0 : done / total;
  return (
    <div>
      <Group gap="sm" mb={4} wrap="nowrap">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed">
          {format.percent(part)}
        </Text>
        {cancel && (
          <Button variant="subtle" size="compact-sm" ml="auto" onClick={cancel}>
            {t('common.stop')}
          </Button>
        )}
      </Group>
      <Progress value={100 * part} aria-label={label} />
    </div>
  );
}
