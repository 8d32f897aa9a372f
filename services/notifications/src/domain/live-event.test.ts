import { expect, test } from 'vitest';
import { positionOf, readPosition, writeLiveEvent } from './live-event.ts';

test('an event is one line of data, whatever it says', () => {
  const data = { title: 'two\nlines\r\n\r\ndata: no' };
  expect(writeLiveEvent({ event: 'notification', data, id: 'x' })).toBe(
    `id: x\nevent: notification\ndata: {"title":"two\\nlines\\r\\n\\r\\ndata: no"}\n\n`,
  );
});

test('a place that was given out is found again, and nothing else is', () => {
  const place = { published_at: '2026-03-01T09:00:00.123Z', id: '01980000-0000-7000-8000-000000000001' };
  expect(readPosition(positionOf(place))?.toISOString()).toBe(place.published_at);
  for (const text of [undefined, '', '1', '2026-03-01T09:00:00.123Z', '2026-99-01T09:00:00.123Z_01980000-0000-7000-8000-000000000001']) {
    expect(readPosition(text)).toBeUndefined();
  }
});
