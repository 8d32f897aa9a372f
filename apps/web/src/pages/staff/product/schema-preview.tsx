import { Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState, type KeyboardEvent } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ParameterFields } from '../../../forms/parameter-fields.tsx';
import { FieldNames } from '../../../forms/registered-fields.ts';
import type { Schema } from './schema-draft.ts';
import classes from './schema-editor.module.css';

const SETTLED_MS = 200;

/** The form that the schema makes, to be tried; undefined while it makes none. */
export function SchemaPreview({ schema }: { readonly schema: Schema | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const [settled] = useDebouncedValue(schema, SETTLED_MS);
  return (
    <section aria-labelledby={id} className={classes.preview}>
      <Title order={3} size="h5" id={id}>
        {t('products.schema.preview')}
      </Title>
      <Text size="sm" c="dimmed">
        {t(settled === undefined ? 'products.schema.preview_broken' : 'products.schema.preview_hint')}
      </Text>
      {settled !== undefined && <TrialForm key={JSON.stringify(settled)} schema={settled} />}
    </section>
  );
}

/** A form inside a form: its values and names are its own, and Enter in it does not send the other. */
function TrialForm({ schema }: { readonly schema: Schema }) {
  const form = useForm({ defaultValues: { trial: {} } });
  const [names] = useState(() => new Set<string>());
  function keep(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  }
  return (
    <FormProvider {...form}>
      <FieldNames value={names}>
        <Stack gap="md" onKeyDown={keep}>
          <ParameterFields schema={schema} name="trial" />
        </Stack>
      </FieldNames>
    </FormProvider>
  );
}
