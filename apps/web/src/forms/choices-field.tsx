import { Checkbox, Stack } from '@mantine/core';
import { useController, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FieldProps, Option } from './fields.tsx';
import { useRegisteredName } from './registered-fields.ts';

interface ChoicesFieldProps extends Omit<FieldProps, 'autoFocus'> {
  readonly options: readonly (Option & { readonly description?: string })[];
}

/** Some of a few: the value is the array of what is ticked. A fault of one of them (`/scopes/0`) stands below all. */
export function ChoicesField({ name, options, required = false, ...frame }: ChoicesFieldProps) {
  const { t } = useTranslation();
  const isAnswered = (value: unknown) => (Array.isArray(value) && value.length > 0) || t('forms.required');
  const { field, fieldState } = useController({ name, rules: required ? { validate: isAnswered } : {} });
  return (
    <Checkbox.Group
      {...frame}
      required={required}
      error={wordsOf(fieldState.error)}
      value={field.value as string[]}
      onChange={field.onChange}
    >
      <RegisteredNames name={name} count={options.length} />
      <Stack gap="xs" my="xs">
        {options.map((option, index) => (
          <Checkbox key={option.value} {...option} name={name} {...(index === 0 ? { ref: field.ref } : {})} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** The field and each place of its array. */
function RegisteredNames({ name, count }: { readonly name: string; readonly count: number }) {
  useRegisteredName(name);
  return Array.from({ length: count }, (_, index) => <RegisteredName key={index} name={`${name}.${index}`} />);
}

function RegisteredName({ name }: { readonly name: string }) {
  useRegisteredName(name);
  return null;
}

/** The form keeps faults of an array's places in an array. */
function wordsOf(error: FieldError | undefined): string | undefined {
  const errors: readonly (FieldError | undefined)[] = Array.isArray(error) ? error : [error];
  const words = errors.flatMap((each) => each?.message ?? []);
  return words.length > 0 ? [...new Set(words)].join(' ') : undefined;
}
