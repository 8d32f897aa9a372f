import { Checkbox } from '@mantine/core';
import { useController } from 'react-hook-form';
import type { FieldProps } from './fields.tsx';
import { useRegisteredName } from './registered-fields.ts';

/** Yes or no. */
export function SwitchField({ name, label, description }: Pick<FieldProps, 'name' | 'label' | 'description'>) {
  useRegisteredName(name);
  const { field, fieldState } = useController<Record<string, boolean>>({ name });
  const { ref, value, onChange, onBlur } = field;
  return (
    <Checkbox
      ref={ref}
      label={label}
      description={description}
      error={fieldState.error?.message}
      checked={value ?? false}
      onChange={({ target }) => onChange(target.checked)}
      onBlur={onBlur}
    />
  );
}
