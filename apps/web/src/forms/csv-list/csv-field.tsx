import { Anchor, Button, FileButton, Group } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../api/save-file.ts';
import { TextAreaField } from '../fields.tsx';
import { decodeText } from './decode-text.ts';

interface CsvFieldProps {
  readonly name: string;
  readonly hint: string;
  /** A list to begin with. */
  readonly sample: { readonly name: string; readonly text: string };
}

/** A list: a file of a spreadsheet, or what is pasted from one. */
export function CsvField({ name, hint, sample }: CsvFieldProps) {
  const { t } = useTranslation();
  const { setValue } = useFormContext();
  async function read(file: File | null): Promise<void> {
    if (file) setValue(name, decodeText(await file.arrayBuffer()), { shouldValidate: true });
  }
  // A byte order mark: spreadsheets take a file without one for Windows-1251.
  const save = () => saveFile({ name: sample.name, content: new Blob([`\uFEFF${sample.text}`], { type: 'text/csv' }) });
  return (
    <>
      <Group gap="sm">
        <FileButton
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(file) => void read(file)}
          inputProps={{ 'aria-label': t('csv.file') }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('csv.choose_file')}
            </Button>
          )}
        </FileButton>
        <Anchor component="button" type="button" size="sm" onClick={save}>
          {t('csv.save_sample')}
        </Anchor>
      </Group>
      <TextAreaField name={name} label={t('csv.list')} description={hint} required />
    </>
  );
}
