import type { Queue, ServiceState } from '@kabinet/contracts/system/resources';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

/** The API counts no further. */
const COUNTED_AT_MOST = 10_000;
/** A queue in which something waits longer wants a look. */
const LATE_S = 60;

export const TONES: Readonly<Record<ServiceState['state'], Tone>> = { ready: 'good', waiting: 'warning', silent: 'bad' };

export function isLate({ oldest_seconds }: Queue): boolean {
  return (oldest_seconds ?? 0) > LATE_S;
}

interface QueueWords {
  /** "10,000 or more" where the API stopped counting. */
  count(count: number): string;
  /** How many wait, and for how long the first of them does. */
  queue(queue: Queue): string;
  state(service: ServiceState): string;
}

export function useQueueWords(): QueueWords {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (value: number): string =>
    value >= COUNTED_AT_MOST ? t('system.or_more', { number: format.number(value) }) : format.number(value);
  return {
    count,
    queue: ({ count: waiting, oldest_seconds }) =>
      oldest_seconds === null ? count(waiting) : t('system.since', { number: count(waiting), age: format.duration(oldest_seconds) }),
    state: ({ state, waits_for }) => (waits_for === null ? t(`system.states.${state}`) : t(`system.waits_for.${waits_for}`)),
  };
}
