import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageSearch } from '../../navigation/search.ts';
import { Icon } from '../icons.tsx';

const SETTLED_MS = 250;

/** Searches while the person types; the steps of typing are one step of the history. */
export function SearchBox() {
  const { t } = useTranslation();
  const [{ q = '' }, change] = usePageSearch();
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  const [sent, setSent] = useState(q);
  if (seen !== q) {
    setSeen(q);
    // Back, forward and "clear filters" change the address without typing; the own search must not undo what was typed since.
    if (sent !== q) {
      setSent(q);
      setText(q);
    }
  }
  const search = useDebouncedCallback((typed: string) => {
    const words = typed.trim();
    setSent(words);
    change({ q: words || undefined }, { replace: q !== '' });
  }, SETTLED_MS);
  return (
    <TextInput
      type="search"
      role="searchbox"
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      leftSection={<Icon name="search" />}
      w={220}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        search(currentTarget.value);
      }}
    />
  );
}
