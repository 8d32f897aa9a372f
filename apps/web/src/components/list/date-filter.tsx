import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';
import classes from './list.module.css';

interface DateFilterProps {
  /** The API's field: the parameters are `<field>_from` and `<field>_until`, both days included. */
  readonly field: string;
  readonly label: string;
}

/** A filter by a range of calendar dates, open at either end. */
export function DateFilter({ field, label }: DateFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, change] = usePageSearch();
  const ends = [`${field}_from`, `${field}_until`] as const;
  const [from, until] = ends.map((name) => search[name]);
  const range =
    from === undefined && until === undefined ? t('list.any') : `${from ? format.date(from) : '…'} – ${until ? format.date(until) : '…'}`;
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <Button variant="default" className={classes.filter} rightSection={<Icon name="chevron" size={16} />}>
          {`${label}: ${range}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="xs">
          {ends.map((name, index) => (
            <TextInput
              key={name}
              type="date"
              label={t(index === 0 ? 'list.from' : 'list.until')}
              value={search[name] ?? ''}
              onChange={({ currentTarget }) => change({ [name]: currentTarget.value || undefined }, { replace: true })}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
