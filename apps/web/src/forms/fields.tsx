import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRegisteredName } from './registered-fields.ts';

export interface FieldProps {
  /** Where the value stands in the form's values, and the pointer of its faults: `name.ru` for `/name/ru`. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  /** What is wrong with what was entered, told as soon as the field is left; never asked of an empty one. */
  readonly check?: (value: string) => string | undefined;
}

interface BlurEvent {
  readonly target: { readonly value: string };
}

/** Binds an input to the form around it: value, faults, focus. */
function useField({ name, required = false, autoFocus = false, check, ...props }: FieldProps) {
  const { t } = useTranslation();
  const { register, trigger, getFieldState, formState } = useFormContext();
  useRegisteredName(name);
  const { error } = getFieldState(name, formState);
  const rules = {
    ...(required ? { required: t('forms.required') } : {}),
    ...(check
      ? {
          validate: (value: string) => value === '' || (check(value) ?? true),
          onBlur: ({ target }: BlurEvent) => void (target.value && trigger(name)),
        }
      : {}),
  };
  return {
    ...props,
    ...register(name, rules),
    required,
    error: error?.message,
    ...(autoFocus ? { 'data-autofocus': true, autoFocus } : {}),
  };
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'date' | 'datetime-local' | 'number';
  readonly autoComplete?: string;
  readonly min?: string;
}

export function TextField({ type = 'text', autoComplete = 'off', min, ...props }: TextFieldProps) {
  return <TextInput type={type} autoComplete={autoComplete} min={min} {...useField(props)} />;
}

export function TextAreaField(props: FieldProps) {
  return <Textarea autosize minRows={2} {...useField(props)} />;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[];
}

/** One of a few values. */
export function ChoiceField({ options, ...props }: ChoiceFieldProps) {
  return <NativeSelect data={options} {...useField(props)} />;
}

export function PasswordField({ autoComplete, ...props }: FieldProps & { readonly autoComplete: 'current-password' | 'new-password' }) {
  return <PasswordInput autoComplete={autoComplete} {...useField(props)} />;
}
