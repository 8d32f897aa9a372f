import { Button, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import type { CreatedToken } from './create-token.tsx';

interface ShownTokenProps {
  readonly created: CreatedToken;
  readonly close: () => void;
}

/** Shows a new token, this once. It is closed by saying so only: a slip would lose it. */
export function ShownToken({ created: { name, token }, close }: ShownTokenProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('profile.token_created_title', { name })}>
      <Text mb="md">{t('profile.token_shown_once')}</Text>
      <TextInput
        label={t('profile.token')}
        value={token}
        readOnly
        data-autofocus
        styles={{ input: { fontFamily: 'monospace' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group gap="sm" mt="md">
        <CopyButton text={token} />
        <Button variant="default" onClick={close}>
          {t('profile.token_kept')}
        </Button>
      </Group>
    </Dialog>
  );
}
