/** Server-sent events as they travel (HTML Living Standard, 9.2.6). */

/** A comment: it keeps the connection from looking idle to whatever is in between. */
export const HEARTBEAT = ':\n\n';

/** After so many milliseconds a browser that was cut off comes back. */
export const RETRY = 'retry: 3000\n\n';

export interface LiveEvent {
  readonly event: 'notification' | 'unread' | 'reset';
  readonly data: unknown;
  /** Where to go on from. */
  readonly id?: string;
}

/** JSON has no line breaks of its own, so that an event is one line of data. */
export function writeLiveEvent({ event, data, id }: LiveEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The place of a notification: when it was published, RFC 3339 in UTC, and its id. */
export function positionOf({ published_at, id }: { readonly published_at: string; readonly id: string }): string {
  return `${new Date(published_at).toISOString()}_${id}`;
}

/** The instant of a place that was given out; undefined for anything else. */
export function readPosition(text: string | undefined): Date | undefined {
  const [, instant] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_[0-9a-f-]{36}$/.exec(text ?? '') ?? [];
  const date = new Date(instant ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
