import { useEffect, useState } from 'react';

/** When what uses it is gone, the focus is where it was before; at the page's heading when that place is gone too. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const place = before?.isConnected === true ? before : document.querySelector('h1');
      if (place instanceof HTMLElement && place !== document.body) place.focus({ preventScroll: true });
    },
    [before],
  );
}
