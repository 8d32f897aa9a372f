import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRegisteredName } from './registered-fields.ts';

/** How many a search of a field shows. */
export const SHOWN = 20;

export interface FoundOption {
  readonly value: string;
  readonly label: string;
}

interface FoundFieldProps {
  /** Its value is the id of what was chosen, or '' for nothing. */
  readonly name: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly required?: boolean;
  /** What is chosen at first: its name is not asked for. */
  readonly chosen?: FoundOption | undefined;
  readonly placeholder: string;
  readonly nothingFound: string;
  /** Under which the answers of `find` are kept. */
  readonly queryKey: readonly unknown[];
  /** Asks the server; the text is empty at first. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly FoundOption[]>;
}

/** What the server finds by the text, once nothing is typed for a moment. */
function useFound(queryKey: readonly unknown[], find: FoundFieldProps['find']) {
  const [text, setText] = useState('');
  // What stands in the box after a choice is the name of what was chosen.
  const [settled] = useDebouncedValue(text.replace(/ · \S+( \/ \S+)?$/, '').trim(), 200);
  const { data = [], isPending } = useQuery(
    queryOptions({
      queryKey: [...queryKey, settled],
      queryFn: ({ signal }) => find(settled, signal),
      placeholderData: keepPreviousData,
    }),
  );
  return { data, isPending, setText };
}

/** One of many, found on the server by what is typed. */
export function FoundField({ name, label, description, required = false, chosen, find, ...props }: FoundFieldProps) {
  const { t } = useTranslation();
  useRegisteredName(name);
  const { field, fieldState } = useController<Record<string, string>>({ name, rules: required ? { required: t('forms.required') } : {} });
  const { ref, value, onChange, onBlur } = field;
  const { data, isPending, setText } = useFound(props.queryKey, find);
  const [known, setKnown] = useState(chosen);
  const isKnownFound = known === undefined || data.some((option) => option.value === known.value);
  function choose(id: string | null): void {
    setKnown(data.find((option) => option.value === id));
    onChange(id ?? '');
  }
  return (
    <Select
      ref={ref}
      label={label}
      description={description}
      required={required}
      error={fieldState.error?.message}
      data={isKnownFound ? [...data] : [known, ...data]}
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
      placeholder={props.placeholder}
      nothingFoundMessage={isPending ? t('common.loading') : props.nothingFound}
    />
  );
}
