import { expect, test } from 'vitest';
import { inOrder, type Matter } from './urgency.ts';

test('what cannot wait stands first, what may wait for months last', () => {
  const matters: Matter[] = [
    { kind: 'term', days_left: 65 },
    { kind: 'update' },
    { kind: 'person' },
    { kind: 'advisory', severity: 'low' },
    { kind: 'term', days_left: 1 },
    { kind: 'transfer' },
    { kind: 'reply' },
    { kind: 'advisory', severity: 'high' },
    { kind: 'advisory', severity: 'critical' },
  ];
  const order = inOrder(matters.map((matter) => ({ matter }))).map(({ matter }) =>
    matter.kind === 'term' ? matter.days_left : matter.kind === 'advisory' ? matter.severity : matter.kind,
  );
  expect(order).toEqual(['critical', 1, 'reply', 'high', 'transfer', 'person', 'low', 'update', 65]);
});
