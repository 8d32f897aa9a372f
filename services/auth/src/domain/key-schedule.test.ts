import { describe, expect, it } from 'vitest';
import { isPublished, nextActivation, PUBLICATION_LEAD_MS, SIGNING_PERIOD_MS, signingKeyAt } from './key-schedule.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const at = (ms: number) => new Date(start + ms).toISOString();
const first = { activates_at: at(0), retires_at: at(SIGNING_PERIOD_MS) };
const second = { activates_at: at(SIGNING_PERIOD_MS), retires_at: null };

describe('signing keys', () => {
  it('are replaced after their period, published ahead', () => {
    const alone = [{ ...first, retires_at: null }];
    expect(nextActivation([], start)).toBe(start);
    expect(nextActivation(alone, start + SIGNING_PERIOD_MS - PUBLICATION_LEAD_MS - 1)).toBeUndefined();
    expect(nextActivation(alone, start + SIGNING_PERIOD_MS - PUBLICATION_LEAD_MS)).toBe(start + SIGNING_PERIOD_MS);
    expect(nextActivation([first, second], start + SIGNING_PERIOD_MS)).toBeUndefined();
  });
  it('are published for the full lead even when the job comes late', () => {
    const late = start + SIGNING_PERIOD_MS * 2;
    expect(nextActivation([{ ...first, retires_at: null }], late)).toBe(late + PUBLICATION_LEAD_MS);
  });
  it('take over at their time', () => {
    expect(signingKeyAt([first, second], start + SIGNING_PERIOD_MS - 1)).toBe(first);
    expect(signingKeyAt([first, second], start + SIGNING_PERIOD_MS)).toBe(second);
    expect(signingKeyAt([second], start)).toBeUndefined();
  });
  it('stay published until what they signed last has expired', () => {
    expect(isPublished(first, start + SIGNING_PERIOD_MS + 43_200_000)).toBe(true);
    expect(isPublished(first, start + SIGNING_PERIOD_MS + 43_261_000)).toBe(false);
    expect(isPublished(second, start + SIGNING_PERIOD_MS * 9)).toBe(true);
  });
});
