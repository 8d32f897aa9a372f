/** Instants as clocks in one time zone show them. */
export interface Times {
  /** `YYYY-MM-DD HH:MM:SS` of an RFC 3339 instant. */
  local(instant: string): string;
}

const HOUR_MS = 3_600_000;

/** Formatting is dear and reports are long: each hour's offset is asked for once. */
export function createTimes(timeZone: string): Times {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  let known = { hour: Number.NaN, offset: 0 };
  function offsetAt(ms: number): number {
    const hour = Math.floor(ms / HOUR_MS);
    if (hour === known.hour) return known.offset;
    const start = hour * HOUR_MS;
    known = { hour, offset: Date.parse(`${format.format(start).replace(' ', 'T')}Z`) - start };
    return known.offset;
  }
  return {
    local(instant) {
      const ms = Date.parse(instant);
      return new Date(ms + offsetAt(ms)).toISOString().slice(0, 19).replace('T', ' ');
    },
  };
}
