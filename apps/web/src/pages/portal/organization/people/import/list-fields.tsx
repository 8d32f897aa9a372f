import { Anchor, FileButton, Button, Group, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../../../api/save-file.ts';
import { ChoiceField, TextAreaField } from '../../../../../forms/fields.tsx';
import { decodeText } from './decode-text.ts';

const SAMPLE = 'people.csv';

/** A list of people: a file of a spreadsheet, or what is pasted from one. */
export function ListFields() {
  const { t } = useTranslation();
  const { setValue } = useFormContext();
  async function read(file: File | null): Promise<void> {
    if (file) setValue('csv', decodeText(await file.arrayBuffer()), { shouldValidate: true });
  }
  // A byte order mark: spreadsheets take a file without one for Windows-1251.
  const sample = () => saveFile({ name: SAMPLE, content: new Blob([`\uFEFF${t('people.sample')}`], { type: 'text/csv' }) });
  return (
    <>
      <Text>{t('people.import_lead')}</Text>
      <Group gap="sm">
        <FileButton
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(file) => void read(file)}
          inputProps={{ 'aria-label': t('people.file') }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('people.choose_file')}
            </Button>
          )}
        </FileButton>
        <Anchor component="button" type="button" size="sm" onClick={sample}>
          {t('people.save_sample')}
        </Anchor>
      </Group>
      <TextAreaField name="csv" label={t('people.list')} description={t('people.list_hint')} required />
      <ChoiceField
        name="locale"
        label={t('organizations.invitation_language')}
        options={(['ru', 'en'] as const).map((value) => ({ value, label: t(`profile.languages.${value}`) }))}
      />
    </>
  );
}
