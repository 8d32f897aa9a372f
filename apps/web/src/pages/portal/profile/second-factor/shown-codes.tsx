import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../../api/save-file.ts';
import { CopyButton } from '../../../../components/copy-button.tsx';
import { Icon } from '../../../../components/icons.tsx';
import { Dialog } from '../../../../forms/dialog.tsx';
import classes from './shown-codes.module.css';

interface ShownCodesProps {
  readonly codes: readonly string[];
  readonly close: () => void;
}

/** Shows new recovery codes, this once. It is closed by saying so only: a slip would lose them. */
export function ShownCodes({ codes, close }: ShownCodesProps) {
  const { t } = useTranslation();
  const text = `${codes.join('\n')}\n`;
  return (
    <Dialog title={t('security.codes_title')}>
      <Text mb="md">{t('security.codes_lead')}</Text>
      <ol className={classes.codes} aria-label={t('security.codes_title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group gap="sm" mt="md">
        <Button
          variant="default"
          leftSection={<Icon name="download" />}
          onClick={() => saveFile({ name: 'kabinet-recovery-codes.txt', content: new Blob([text], { type: 'text/plain' }) })}
        >
          {t('security.save_codes')}
        </Button>
        <CopyButton text={text} variant="default" />
        <Button onClick={close} data-autofocus>
          {t('security.codes_kept')}
        </Button>
      </Group>
    </Dialog>
  );
}
