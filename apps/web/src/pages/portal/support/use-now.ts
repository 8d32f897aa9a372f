import { useEffect, useState } from 'react';

const STEP_MS = 30_000;

/** Milliseconds since the epoch, twice a minute anew: clocks run while they are looked at. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
