import { useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useScope } from '../../navigation/link.tsx';
import { meets, useMe } from '../../session/me.ts';
import { navigationEntries } from '../navigation-entries.ts';
import { shortcutOf, type Shortcut } from './shortcut.ts';

export type Overlay = 'search' | 'shortcuts';

/** Whether single keys act; remembered in this browser. Whoever speaks to the computer may want none (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [value, set] = useLocalStorage({ key: 'kabinet.single-keys', defaultValue: true, getInitialValueInEffect: false });
  return [value, set];
}

/** How long the second key of two is waited for. */
const LED_MS = 1_500;

/** Listens for the app's keys on every page. */
export function useShortcuts(open: (overlay: Overlay) => void): void {
  const goTo = useGoTo();
  const [isOn] = useSingleKeys();
  const led = useRef(-Infinity);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isCovered()) return;
    const isLed = event.timeStamp - led.current < LED_MS;
    const shortcut = shortcutOf(event, { isLed, isTyping: !isOn || isTypedInto(event.target) });
    led.current = shortcut?.kind === 'leader' ? event.timeStamp : -Infinity;
    if (shortcut && act(shortcut)) event.preventDefault();
  });
  function act(shortcut: Shortcut): boolean {
    switch (shortcut.kind) {
      case 'search':
      case 'shortcuts':
        open(shortcut.kind);
        return true;
      case 'filter':
        return focusSearchBox();
      case 'leader':
        return true;
      case 'page':
        return goTo(shortcut.code);
      default:
        return shortcut satisfies never;
    }
  }
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Leads to the page of a key; answers whether there is one for this person. */
function useGoTo(): (code: string) => boolean {
  const navigate = useNavigate();
  const scope = useScope();
  const me = useMe();
  return function goTo(code) {
    const entry = navigationEntries.find(({ key }) => code === `Key${key}`);
    if (!entry || (entry.permission !== undefined && !meets(me, entry.permission))) return false;
    void navigate({ to: entry.to, search: scope });
    return true;
  };
}

function focusSearchBox(): boolean {
  const box = document.querySelector<HTMLElement>('main [role=searchbox]');
  box?.focus();
  return box !== null;
}

/** A dialog or a menu over the page has the keys to itself. */
function isCovered(): boolean {
  return document.querySelector('[aria-modal=true], [role=menu]') !== null;
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
}
