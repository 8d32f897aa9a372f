import { Button, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Dialog } from '../../../forms/dialog.tsx';

/** Shows a new secret, this once. It is closed by saying so only: a slip would lose it. */
export function ShownSecret({ secret, close }: { readonly secret: string; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('webhooks.secret_title')}>
      <Text mb="md">{t('webhooks.secret_shown_once')}</Text>
      <TextInput
        label={t('webhooks.secret')}
        value={secret}
        readOnly
        data-autofocus
        styles={{ input: { fontFamily: 'monospace' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group gap="sm" mt="md">
        <CopyButton text={secret} />
        <Button variant="default" onClick={close}>
          {t('webhooks.secret_kept')}
        </Button>
      </Group>
    </Dialog>
  );
}
