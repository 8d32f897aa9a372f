import { subjectOf, type Event } from '@kabinet/contract/events';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** NUL and lone surrogates, as JSON escapes them: PostgreSQL's jsonb refuses both, and the batch around them. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][\da-f]{2})/i;

/** The event in a message that came under `subject`. Throws when it is none that an inbox could keep. */
export function decodeEvent(subject: string, text: string): Event {
  const event: unknown = JSON.parse(text);
  if (!isEvent(event)) throw new TypeError('not an event');
  if (subjectOf(event) !== subject) throw new TypeError(`an event ${subjectOf(event)} under another subject`);
  if (NOT_STORABLE.test(JSON.stringify(event))) throw new TypeError('an event with characters that cannot be stored');
  return event;
}

function isEvent(value: unknown): value is Event {
  if (typeof value !== 'object' || value === null) return false;
  const { id, source, type, subject, version, actor, data } = value as Partial<Record<keyof Event, unknown>>;
  return (
    typeof id === 'string' &&
    UUID.test(id) &&
    [source, type, subject].every((part) => typeof part === 'string') &&
    Number.isSafeInteger(version) &&
    isObject(actor) &&
    isObject(data)
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
