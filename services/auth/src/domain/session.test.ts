import { describe, expect, it } from 'vitest';
import { decideRefresh, IDLE_LIFETIME_MS, refreshExpiry, type RefreshFacts } from './session.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const ago = (ms: number) => new Date(now - ms).toISOString();
const ahead = (ms: number) => ago(-ms);

function facts(
  change: { token?: Partial<RefreshFacts['token']>; session?: Partial<RefreshFacts['session']>; active?: boolean } = {},
): RefreshFacts {
  return {
    token: { expires_at: ahead(1), spent_at: null, ...change.token },
    session: { expires_at: ahead(1), ended_at: null, ...change.session },
    active: change.active ?? true,
  };
}

describe('decideRefresh', () => {
  it('spends a fresh token', () => expect(decideRefresh(facts(), now)).toEqual({ kind: 'issue', spend: true }));
  it('answers a spent one again within the grace', () => {
    expect(decideRefresh(facts({ token: { spent_at: ago(10_000) } }), now)).toEqual({ kind: 'issue', spend: false });
  });
  it('takes a later use for theft, even of a token that has expired since', () => {
    expect(decideRefresh(facts({ token: { spent_at: ago(10_001) } }), now)).toEqual({ kind: 'reused' });
    expect(decideRefresh(facts({ token: { spent_at: ago(99_999), expires_at: ago(1) } }), now)).toEqual({ kind: 'reused' });
  });
  it('refuses what has ended', () => {
    for (const change of [
      { token: { expires_at: ago(0) } },
      { session: { ended_at: ago(1) } },
      { session: { expires_at: ago(0) } },
      { active: false },
    ]) {
      expect(decideRefresh(facts(change), now)).toEqual({ kind: 'refused' });
    }
  });
});

describe('refreshExpiry', () => {
  it('is the idle lifetime, cut at the end of the session', () => {
    expect(refreshExpiry(now, now + IDLE_LIFETIME_MS * 2)).toBe(now + IDLE_LIFETIME_MS);
    expect(refreshExpiry(now, now + 5)).toBe(now + 5);
  });
});
