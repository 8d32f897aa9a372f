import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useRegisteredName } from './registered-fields.ts';

const SHOWN = 20;

function cabinetsQuery(text: string) {
  const query = { limit: SHOWN, sort: 'name' as const, ...(text === '' ? {} : { q: text }) };
  return queryOptions({
    queryKey: ['cabinets', 'choice', query],
    queryFn: ({ signal }) => api.organizations.listCabinets({ query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

interface CabinetFieldProps {
  /** Its value is the organization's id, or '' for none. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** The organization that is chosen at first: its name is not asked for. */
  readonly chosen?: { readonly id: string; readonly name: string };
  /** Not offered. */
  readonly except?: string;
}

/** An organization, found by its name or ИНН. */
export function CabinetField({ name, label, description, required = false, chosen, except }: CabinetFieldProps) {
  const { t } = useTranslation();
  useRegisteredName(name);
  const { field, fieldState } = useController<Record<string, string>>({ name, rules: required ? { required: t('forms.required') } : {} });
  const { ref, value, onChange, onBlur } = field;
  const [text, setText] = useState('');
  // What stands in the box after a choice is the name of what was chosen.
  const [settled] = useDebouncedValue(text.replace(/ · \d+$/, '').trim(), 200);
  const { data, isPending } = useQuery(cabinetsQuery(settled));
  const [known, setKnown] = useState(chosen && { value: chosen.id, label: chosen.name });
  const found = (data?.items ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, name: called, inn }) => ({ value: id, label: `${called} · ${inn}` }));
  const isKnownFound = known === undefined || found.some((option) => option.value === known.value);
  function choose(id: string | null): void {
    setKnown(found.find((option) => option.value === id));
    onChange(id ?? '');
  }
  return (
    <Select
      ref={ref}
      label={label}
      description={description}
      required={required}
      error={fieldState.error?.message}
      data={isKnownFound ? found : [known, ...found]}
      // The server has searched.
      filter={({ options }) => options}
      searchable
      // The options scroll themselves: around them there would be nothing to focus.
      withScrollArea={false}
      styles={{ options: { maxHeight: 280, overflowY: 'auto' } }}
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('list.clear_filter') }}
      value={value === '' || value === undefined ? null : value}
      onChange={choose}
      onBlur={onBlur}
      onSearchChange={setText}
      placeholder={t('shell.find_cabinet')}
      nothingFoundMessage={t(isPending ? 'common.loading' : 'shell.no_cabinets')}
    />
  );
}
