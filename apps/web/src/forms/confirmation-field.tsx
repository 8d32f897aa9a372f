import { TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** Holds the form back until the word has been typed. */
export function ConfirmationField({ word }: { readonly word: string }) {
  const { t } = useTranslation();
  const { register, getFieldState, formState } = useFormContext();
  const { error } = getFieldState('confirmation', formState);
  const isTyped = (value: unknown) => value === word || t('forms.does_not_match');
  return (
    <TextInput
      label={t('forms.type_to_confirm', { word })}
      autoComplete="off"
      spellCheck={false}
      required
      error={error?.message}
      {...register('confirmation', { validate: isTyped })}
    />
  );
}
