import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';
import classes from './list.module.css';

interface ChoiceFilterProps {
  /** The query parameter; several values stand in it separated by commas, and any of them matches. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The API takes one of them: another choice takes the place of the one before. */
  readonly isSingle?: boolean;
}

/** A filter by some of a few values. */
export function ChoiceFilter({ name, label, options, isSingle = false }: ChoiceFilterProps) {
  const { t } = useTranslation();
  const [search, change] = usePageSearch();
  const chosen = search[name]?.split(',') ?? [];
  const words = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  function choose(values: readonly string[]): void {
    const kept = isSingle ? values.slice(-1) : values;
    change({ [name]: kept.length > 0 ? kept.join(',') : undefined });
  }
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <Button variant="default" className={classes.filter} rightSection={<Icon name="chevron" size={16} />}>
          {`${label}: ${words.length > 0 ? words.join(', ') : t('list.any')}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={classes.dropdown}>
        <Checkbox.Group value={chosen} onChange={choose} label={label}>
          <Stack gap="xs" mt="xs" className={classes.choices}>
            {options.map((option) => (
              <Checkbox key={option.value} value={option.value} label={option.label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
