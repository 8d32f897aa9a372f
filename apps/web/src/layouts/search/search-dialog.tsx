import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWordsOf } from '../../components/failure-notice.tsx';
import { Icon } from '../../components/icons.tsx';
import { Dialog } from '../../forms/dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useScope } from '../../navigation/link.tsx';
import { meets, useMe } from '../../session/me.ts';
import { navigationEntries } from '../navigation-entries.ts';
import { furtherPages } from './further-pages.ts';
import classes from './search-dialog.module.css';
import { sourcesFor, type Found } from './sources.ts';

interface Group {
  readonly kind: string;
  readonly title: string;
  readonly found: readonly Found[];
}

/** Searches all that the person may see, as they type; Enter leads to what was found. */
export function SearchDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scope = useScope();
  const listId = useId();
  const [text, setText] = useState('');
  const { groups, isSearching, error } = useFound(text.trim());
  const combobox = useComboboxOf(groups);
  function go(to: string): void {
    close();
    void navigate({ to, search: scope });
  }
  return (
    <Dialog title={t('keyboard.search')} close={close}>
      <Combobox store={combobox} onOptionSubmit={go}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            role="combobox"
            aria-label={t('keyboard.search')}
            aria-controls={listId}
            placeholder={t('keyboard.search_hint')}
            leftSection={<Icon name="search" />}
            data-autofocus
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Standing count={groups.reduce((sum, { found }) => sum + found.length, 0)} isSearching={isSearching} error={error} />
        <Combobox.Options id={listId} className={classes.options} aria-label={t('keyboard.found')}>
          {groups.map((group) => (
            <FoundGroup key={group.kind} group={group} />
          ))}
        </Combobox.Options>
      </Combobox>
    </Dialog>
  );
}

/** Always open; the first of what is found is chosen, so that Enter leads there. */
function useComboboxOf(groups: readonly Group[]) {
  const combobox = useCombobox({ opened: true });
  const shown = groups.map(({ found }) => found.map(({ to }) => to).join()).join();
  useEffect(() => {
    if (shown !== '') combobox.selectFirstOption();
  }, [shown, combobox]);
  return combobox;
}

function FoundGroup({ group: { title, found } }: { readonly group: Group }) {
  return (
    <Combobox.Group label={title}>
      {found.map(({ to, name, detail }) => (
        <Combobox.Option key={to} value={to}>
          <span className={classes.name}>{name}</span>
          <span className={classes.detail}>{detail}</span>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

interface StandingProps {
  readonly count: number;
  readonly isSearching: boolean;
  readonly error: unknown;
}

/** Always there, so that changes of it are read out. */
function Standing({ count, isSearching, error }: StandingProps) {
  const { t } = useTranslation();
  const { title } = useWordsOf(error);
  function words(): string {
    if (error !== null) return title;
    if (isSearching) return t('common.loading');
    return count === 0 ? t('list.nothing_found') : t('keyboard.found_count', { count });
  }
  return (
    <Text role="status" size="sm" c={error === null ? 'dimmed' : 'var(--mantine-color-error)'} my="xs">
      {words()}
    </Text>
  );
}

const SETTLED_MS = 200;
/** One letter is in everything. */
const MIN_LENGTH = 2;

function useFound(text: string) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const [q] = useDebouncedValue(text, SETTLED_MS);
  const isLong = q.length >= MIN_LENGTH;
  const sources = sourcesFor(me);
  const answers = useQueries({
    queries: sources.map(({ kind, find }) => ({
      queryKey: ['search', kind, i18n.language, q],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(q, { format, signal, isStaff: me.staff_roles.length > 0 }),
      enabled: isLong,
      placeholderData: keepPreviousData,
    })),
  });
  const found = sources.map(({ kind }, index) => ({
    kind,
    title: t(`shell.navigation.${kind}`),
    found: isLong ? (answers[index]?.data ?? []) : [],
  }));
  const groups: readonly Group[] = [usePages(text), ...found];
  return {
    groups: groups.filter((group) => group.found.length > 0),
    isSearching: q !== text || answers.some(({ isFetching }) => isFetching),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  };
}

/** The pages that are called so, those of the navigation first. */
function usePages(text: string): Group {
  const { t } = useTranslation();
  const me = useMe();
  const pages = [...navigationEntries, ...(text === '' ? [] : furtherPages)]
    .filter(({ permission }) => permission === undefined || meets(me, permission))
    .map(({ to, label }) => ({ to, name: t(label), detail: '' }))
    .filter(({ name }) => name.toLocaleLowerCase().includes(text.toLocaleLowerCase()));
  return { kind: 'pages', title: t('keyboard.pages'), found: pages };
}
