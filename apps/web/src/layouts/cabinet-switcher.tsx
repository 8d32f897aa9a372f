import { Button, Checkbox, Combobox, Group, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Icon } from '../components/icons.tsx';
import { usePageSearch } from '../navigation/search.ts';
import classes from './cabinet-switcher.module.css';

const SHOWN = 20;
const ALL = 'all';

function cabinetsQuery(text: string) {
  const query = { limit: SHOWN, sort: 'name' as const, ...(text === '' ? {} : { q: text }) };
  return queryOptions({
    queryKey: ['cabinets', 'switcher', query],
    queryFn: ({ signal }) => api.organizations.listCabinets({ query }, { signal }),
  });
}

function cabinetQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['cabinet', id],
    queryFn: ({ signal }) => api.organizations.getCabinet({ params: { id: id ?? '' } }, { signal }),
    enabled: id !== undefined,
  });
}

/** Narrows what the pages show to one organization, with its subsidiaries or without. The choice stands in the address. */
export function CabinetSwitcher() {
  const { t } = useTranslation();
  const [{ cabinet_id }, change] = usePageSearch();
  const chosen = useQuery(cabinetQuery(cabinet_id)).data;
  const label = cabinet_id === undefined ? t('shell.all_cabinets') : (chosen?.name ?? t('common.loading'));
  function choose(id: string): void {
    change(id === ALL ? { cabinet_id: undefined, descendants: undefined } : { cabinet_id: id });
  }
  return (
    <Group gap="sm" wrap="nowrap" className={classes.switcher}>
      <CabinetChoice
        label={label}
        choose={choose}
        below={cabinet_id !== undefined && <Descendants className={`${classes.below} narrow-only`} />}
      />
      {cabinet_id !== undefined && <Descendants className="wide-only" />}
    </Group>
  );
}

/** Whether the subsidiaries of the chosen organization count too. */
function Descendants({ className }: { readonly className: string }) {
  const { t } = useTranslation();
  const [{ descendants }, change] = usePageSearch();
  return (
    <Checkbox
      size="xs"
      className={className}
      label={t('shell.descendants')}
      checked={descendants !== 'false'}
      onChange={({ currentTarget }) => change({ descendants: currentTarget.checked ? undefined : 'false' })}
    />
  );
}

interface CabinetChoiceProps {
  readonly label: string;
  readonly choose: (id: string) => void;
  /** Stands below the organizations, where the header has no room for it. */
  readonly below: ReactNode;
}

function CabinetChoice({ label, choose, below }: CabinetChoiceProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const listId = useId();
  const combobox = useCombobox({ onDropdownOpen: () => combobox.focusSearchInput(), onDropdownClose: () => setText('') });
  function submit(id: string): void {
    choose(id);
    combobox.closeDropdown();
  }
  return (
    <Combobox store={combobox} width={320} position="bottom-start" onOptionSubmit={submit}>
      <Combobox.Target targetType="button">
        <Button
          variant="default"
          size="sm"
          className={classes.button}
          leftSection={<Icon name="organization" />}
          rightSection={<Icon name="chevron" size={16} />}
          aria-label={`${t('shell.cabinet')}: ${label}`}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes.label}>{label}</span>
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <CabinetSearch listId={listId} isOpen={combobox.dropdownOpened} text={text} type={setText} />
        {combobox.dropdownOpened && <CabinetOptions id={listId} text={text} />}
        {below}
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface CabinetSearchProps {
  readonly listId: string;
  readonly isOpen: boolean;
  readonly text: string;
  readonly type: (text: string) => void;
}

/** The role makes the options its popup, which scrolls without taking the focus. */
function CabinetSearch({ listId, isOpen, text, type }: CabinetSearchProps) {
  const { t } = useTranslation();
  return (
    <Combobox.Search
      role="combobox"
      aria-expanded={isOpen}
      aria-controls={listId}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      placeholder={t('shell.find_cabinet')}
      aria-label={t('shell.find_cabinet')}
    />
  );
}

function CabinetOptions({ id: listId, text }: { readonly id: string; readonly text: string }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(text.trim(), 200);
  const { data, isPending } = useQuery(cabinetsQuery(settled));
  return (
    <Combobox.Options id={listId} className={classes.options} aria-label={t('shell.cabinet')}>
      {settled === '' && <Combobox.Option value={ALL}>{t('shell.all_cabinets')}</Combobox.Option>}
      {data?.items.map(({ id, name, inn }) => (
        <Combobox.Option key={id} value={id}>
          <span className={classes.name}>{name}</span>
          <span className={classes.inn}>{inn}</span>
        </Combobox.Option>
      ))}
      {isPending && <Combobox.Empty>{t('common.loading')}</Combobox.Empty>}
      {data?.items.length === 0 && <Combobox.Empty>{t('shell.no_cabinets')}</Combobox.Empty>}
    </Combobox.Options>
  );
}
