import { Textarea } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRegisteredName } from '../../../forms/registered-fields.ts';

/** A JSON object as text. */
export function MessageField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  const { register, getFieldState, formState } = useFormContext();
  useRegisteredName(name);
  const { error } = getFieldState(name, formState);
  function isMessage(text: string): true | string {
    try {
      const value: unknown = JSON.parse(text);
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject || t('purchases.not_an_object');
    } catch (refusal) {
      return t('purchases.not_json', { detail: (refusal as SyntaxError).message });
    }
  }
  return (
    <Textarea
      label={label}
      autosize
      minRows={16}
      maxRows={40}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13.5 } }}
      error={error?.message}
      {...register(name, { validate: isMessage })}
    />
  );
}
