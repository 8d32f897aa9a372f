import { Checkbox } from '@mantine/core';
import { useController } from 'react-hook-form';
import type { FieldProps } from './fields.tsx';
import { useRegisteredName } from './registered-fields.ts';

/** Yes or no. */
export function SwitchField({ name, label, description }: Pick<FieldProps, 'name' | 'label' | 'description'>) {
  useRegisteredName(name);
  const { field, fieldState } = useController<Record<string, boolean>>({ name });
  return (
    <Checkbox
      ref={field.ref}
      label={label}
      description={description}
      error={fieldState.error?.message}
      checked={field.value === true}
      onChange={({ target }) => field.onChange(target.checked)}
      onBlur={field.onBlur}
    />
  );
}
