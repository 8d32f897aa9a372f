import { useState } from 'react';

/** What is being written, kept in this browser until it is sent: a closed tab or an expired session loses nothing. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const key = `kabinet.draft.${name}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  function keep(next: string): void {
    setText(next);
    if (next === '') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  }
  return [text, keep];
}
