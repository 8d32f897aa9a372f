/** What a key stroke asks the app for. */
export type Shortcut =
  | { readonly kind: 'search' }
  | { readonly kind: 'filter' }
  | { readonly kind: 'shortcuts' }
  /** The first key of two: the next one names a page. */
  | { readonly kind: 'leader' }
  | { readonly kind: 'page'; readonly code: string };

export interface KeyStroke {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Situation {
  /** The stroke before was the leader, a moment ago. */
  readonly isLed: boolean;
  /** Single keys mean what they type: in a field, or because the person wants it so (WCAG 2.1.4). */
  readonly isTyping: boolean;
}

/** Keys are known by their place, so that they are the same under a Russian layout. */
export function shortcutOf(stroke: KeyStroke, { isLed, isTyping }: Situation): Shortcut | undefined {
  const { code, key, shiftKey } = stroke;
  if (isCommanded(stroke)) return code === 'KeyK' && !shiftKey ? { kind: 'search' } : undefined;
  if (isTyping || stroke.altKey) return undefined;
  // The question mark has another place in each layout.
  if (key === '?' || (shiftKey && code === 'Slash')) return { kind: 'shortcuts' };
  if (shiftKey) return undefined;
  if (isLed) return { kind: 'page', code };
  if (code === 'Slash') return { kind: 'filter' };
  return code === 'KeyG' ? { kind: 'leader' } : undefined;
}

function isCommanded({ ctrlKey, metaKey, altKey }: KeyStroke): boolean {
  return (ctrlKey || metaKey) && !altKey;
}
