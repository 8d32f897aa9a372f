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
  /** The API compares instants: the address holds the beginning of the first day and the end of the last, where the reader is. */
  readonly instants?: boolean;
}

/** A filter by a range of calendar dates, open at either end. */
export function DateFilter({ field, label, instants = false }: DateFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, change] = usePageSearch();
  const ends = [`${field}_from`, `${field}_until`] as const;
  const dateOf = (value: string | undefined) => (value === undefined || !instants ? value : localDate(new Date(value)));
  const [from, until] = ends.map((name) => dateOf(search[name]));
  function choose(index: number, date: string): void {
    const value = date !== '' && instants ? endOfDay(date, index) : date;
    change({ [ends[index] ?? '']: value || undefined }, { replace: true });
  }
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
              value={dateOf(search[name]) ?? ''}
              onChange={({ currentTarget }) => choose(index, currentTarget.value)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The first moment of the day (index 0) or its last, in the reader's time zone. */
function endOfDay(date: string, index: number): string {
  return new Date(`${date}T${index === 0 ? '00:00:00.000' : '23:59:59.999'}`).toISOString();
}

function localDate(instant: Date): string {
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
