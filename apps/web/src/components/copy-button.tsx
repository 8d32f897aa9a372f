import { Button, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

interface CopyButtonProps {
  readonly text: string;
  readonly variant?: 'filled' | 'default';
  /** What it copies, where there are several on a page: the button is small then, and says it to who cannot see where it stands. */
  readonly what?: string;
}

/** Copies a text, and says whether the browser let it. */
export function CopyButton({ text, variant = 'filled', what }: CopyButtonProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  const size = what === undefined ? {} : { size: 'compact-sm', variant: 'default', 'aria-label': `${t('profile.copy')}: ${what}` };
  return (
    <>
      <Button variant={variant} {...size} onClick={() => clipboard.copy(text)}>
        {t('profile.copy')}
      </Button>
      <Text role="status" size="sm">
        {clipboard.error ? t('profile.copy_by_hand') : clipboard.copied && t('profile.copied')}
      </Text>
    </>
  );
}
