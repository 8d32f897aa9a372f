/** An instant as a field of the type `datetime-local` shows it where the reader is: `YYYY-MM-DDTHH:MM`. */
export function localTime(instant: Date): string {
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The other way round: RFC 3339 in UTC. */
export function instantOf(local: string): string {
  return new Date(local).toISOString();
}
