import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRegisteredName } from './registered-fields.ts';

interface FieldProps {
  /** Where the value stands in the form's values, and the pointer of its faults: `name.ru` for `/name/ru`. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/** Binds an input to the form around it: value, faults, focus. */
function useField({ name, required = false, autoFocus = false, ...props }: FieldProps) {
  const { t } = useTranslation();
  const { register, getFieldState, formState } = useFormContext();
  useRegisteredName(name);
  const { error } = getFieldState(name, formState);
  const rules = required ? { required: t('forms.required') } : {};
  return {
    ...props,
    ...register(name, rules),
    required,
    error: error?.message,
    ...(autoFocus ? { 'data-autofocus': true, autoFocus } : {}),
  };
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'date';
  readonly autoComplete?: string;
  readonly min?: string;
}

export function TextField({ type = 'text', autoComplete = 'off', min, ...props }: TextFieldProps) {
  return <TextInput type={type} autoComplete={autoComplete} min={min} {...useField(props)} />;
}

export function TextAreaField(props: FieldProps) {
  return <Textarea autosize minRows={2} {...useField(props)} />;
}

export function PasswordField({ autoComplete, ...props }: FieldProps & { readonly autoComplete: 'current-password' | 'new-password' }) {
  return <PasswordInput autoComplete={autoComplete} {...useField(props)} />;
}
