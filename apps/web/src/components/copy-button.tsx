import { Button, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Copies a text, and says whether the browser let it. */
export function CopyButton({ text, variant = 'filled' }: { readonly text: string; readonly variant?: 'filled' | 'default' }) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  return (
    <>
      <Button variant={variant} onClick={() => clipboard.copy(text)}>
        {t('profile.copy')}
      </Button>
      <Text role="status" size="sm">
        {clipboard.error ? t('profile.copy_by_hand') : clipboard.copied && t('profile.copied')}
      </Text>
    </>
  );
}
