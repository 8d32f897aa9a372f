import { describe, expect, it } from 'vitest';
import { shortcutOf, type KeyStroke } from './shortcut.ts';

const calm = { isLed: false, isTyping: false };
const stroke = (code: string, rest: Partial<KeyStroke> = {}): KeyStroke => ({
  code,
  key: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...rest,
});

describe('a key stroke', () => {
  it('searches with Ctrl or Command, in a field too, whatever the layout', () => {
    const typing = { isLed: false, isTyping: true };
    expect(shortcutOf(stroke('KeyK', { key: 'л', ctrlKey: true }), typing)).toEqual({ kind: 'search' });
    expect(shortcutOf(stroke('KeyK', { key: 'k', metaKey: true }), calm)).toEqual({ kind: 'search' });
    expect(shortcutOf(stroke('KeyK', { ctrlKey: true, shiftKey: true }), calm)).toBeUndefined();
  });

  it('asks for the shortcuts by the question mark of either layout', () => {
    expect(shortcutOf(stroke('Slash', { key: '?', shiftKey: true }), calm)).toEqual({ kind: 'shortcuts' });
    expect(shortcutOf(stroke('Digit7', { key: '?', shiftKey: true }), calm)).toEqual({ kind: 'shortcuts' });
  });

  it('names a page after the leader only', () => {
    expect(shortcutOf(stroke('KeyG', { key: 'п' }), calm)).toEqual({ kind: 'leader' });
    expect(shortcutOf(stroke('KeyL'), { isLed: true, isTyping: false })).toEqual({ kind: 'page', code: 'KeyL' });
    expect(shortcutOf(stroke('KeyL'), calm)).toBeUndefined();
  });

  it('means what it types in a field, and is the browser’s with a modifier', () => {
    const typing = { isLed: false, isTyping: true };
    for (const code of ['Slash', 'KeyG']) expect(shortcutOf(stroke(code), typing)).toBeUndefined();
    expect(shortcutOf(stroke('KeyG', { ctrlKey: true }), calm)).toBeUndefined();
    expect(shortcutOf(stroke('Slash'), calm)).toEqual({ kind: 'filter' });
  });
});
