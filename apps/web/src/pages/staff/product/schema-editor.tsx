import { Tabs, Text } from '@mantine/core';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFaultsBelow } from '../../../forms/form-failure.ts';
import { useRegisteredName } from '../../../forms/registered-fields.ts';
import { ParameterTable } from './parameter-table.tsx';
import { SchemaPreview } from './schema-preview.tsx';
import { SchemaText } from './schema-text.tsx';
import { jsonOf, schemaOf, tableOf, type SchemaDraft } from './schema-draft.ts';
import classes from './schema-editor.module.css';

/** The field `parameters` of a product's form, a `SchemaDraft`: as a table or as JSON, beside the form that it makes. */
export function SchemaEditor() {
  const { t } = useTranslation();
  const name = 'parameters';
  useRegisteredName(name);
  const isSound = (draft: SchemaDraft) =>
    schemaOf(draft) !== undefined || t(draft.mode === 'json' ? 'products.schema.json_broken' : 'products.schema.names_broken');
  const { field, fieldState } = useController({ name, rules: { validate: isSound } });
  const faults = useFaultsBelow(`/${name}`);
  const draft = field.value as SchemaDraft;
  const schema = schemaOf(draft);
  function switchTo(mode: string | null): void {
    // What cannot be read stays where it is written.
    if (schema && mode !== draft.mode) field.onChange(mode === 'json' ? jsonOf(schema) : tableOf(schema));
  }
  return (
    <div className={classes.editor}>
      <Tabs value={draft.mode} onChange={switchTo} keepMounted={false}>
        <Tabs.List aria-label={t('products.schema.mode')} mb="md">
          <Tabs.Tab value="table">{t('products.schema.table')}</Tabs.Tab>
          <Tabs.Tab value="json">{t('products.schema.json')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={draft.mode}>
          {draft.mode === 'table' ? (
            <ParameterTable draft={draft} change={field.onChange} faults={faults} isChecked={fieldState.invalid} />
          ) : (
            <SchemaText text={draft.text} change={(text) => field.onChange({ mode: 'json', text })} faults={faults} />
          )}
        </Tabs.Panel>
        {fieldState.error && fieldState.error.type !== 'server' && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="xs">
            {fieldState.error.message}
          </Text>
        )}
      </Tabs>
      <SchemaPreview schema={schema} />
    </div>
  );
}
