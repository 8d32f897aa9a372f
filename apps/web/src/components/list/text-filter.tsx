import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';
import classes from './list.module.css';

interface TextFilterProps {
  /** The query parameter. */
  readonly name: string;
  readonly label: string;
}

/** A filter by a text as a whole, such as an id. */
export function TextFilter({ name, label }: TextFilterProps) {
  const { t } = useTranslation();
  const [search, change] = usePageSearch();
  const [isOpen, setOpen] = useState(false);
  const value = search[name];
  function apply(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get(name);
    change({ [name]: typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined });
    setOpen(false);
  }
  return (
    <Popover position="bottom-start" width={320} trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.filter}
          rightSection={<Icon name="chevron" size={16} />}
          onClick={() => setOpen(!isOpen)}
        >
          {`${label}: ${value ?? t('list.any')}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <form onSubmit={apply}>
          <Stack gap="xs">
            <TextInput name={name} label={label} defaultValue={value ?? ''} />
            <Button type="submit" size="compact-sm" variant="light">
              {t('list.apply')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
