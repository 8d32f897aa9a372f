import type { ReactNode } from 'react';
import classes from './state-label.module.css';

/** `good` goes well, `waiting` is on its way, `warning` wants a look, `bad` failed or was withdrawn, `over` is past. */
export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'over';

/** A state: a word, and a dot of its colour for who sees colours. */
export function StateLabel({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes.label} data-tone={tone}>
      {children}
    </span>
  );
}
