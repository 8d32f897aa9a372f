import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askAgain, firstParts, isUnderWay, takeAnswer, type ClosingProgress, type PartAnswer } from './closing.ts';

function begun(parts: Partial<ClosingProgress> = {}): ClosingProgress {
  return { status: 'closing', move_up: true, version: 1, parts: firstParts(parts.status === 'weighing'), ...parts };
}

function answered(closing: ClosingProgress, ...answers: Partial<PartAnswer>[]) {
  let last = { to: closing, step: 'none' as string };
  for (const answer of answers) {
    const { part = 'licenses' } = answer;
    const asked_in = last.to.parts.find((kept) => kept.part === part)?.asked_in ?? 0;
    last = takeAnswer(last.to, { part, asked_in, fault: null, left: [], ...answer }, last.to.version + 1);
  }
  return last;
}

describe('a closing', () => {
  test('asks for people and tokens once all else is gone, and then is over', () => {
    expect(answered(begun(), { part: 'organizations' })).toMatchObject({ step: 'told' });
    const cleared = answered(begun(), { part: 'organizations' }, { part: 'licenses' });
    expect(cleared).toMatchObject({ step: 'continued', to: { status: 'closing' } });
    expect(cleared.to.parts.map(({ status }) => status)).toEqual(['cleared', 'cleared', 'asked', 'waiting']);
    const quiet = answered(cleared.to, { part: 'issues' });
    expect(quiet.to.parts.map(({ status }) => status)).toEqual(['cleared', 'cleared', 'cleared', 'asked']);
    expect(answered(quiet.to, { part: 'auth' })).toMatchObject({ step: 'completed', to: { status: 'closed' } });
  });

  test('is refused when something stands in the way and nothing was to go up, else stuck until it is asked again', () => {
    const owned: Omit<PartAnswer, 'asked_in'> = { part: 'licenses', fault: 'owned', left: [{ what: 'licenses', count: 2 }] };
    expect(answered(begun({ move_up: false }), owned, { part: 'organizations' })).toMatchObject({
      step: 'refused',
      to: { status: 'refused' },
    });
    const stuck = answered(begun(), owned, { part: 'organizations' });
    expect(stuck).toMatchObject({ step: 'stuck', to: { status: 'stuck' } });
    const again = askAgain({ ...stuck.to, version: stuck.to.version + 1 });
    expect(again.parts.map(({ status }) => status)).toEqual(['cleared', 'asked', 'waiting', 'waiting']);
    expect(takeAnswer(again, { ...owned, asked_in: 1 }, 9)).toMatchObject({ step: 'none' });
    expect(answered(again, { part: 'licenses' })).toMatchObject({ step: 'continued' });
  });

  test('that is only weighed asks all, changes nothing and shows what there is', () => {
    const weighed = answered(
      begun({ status: 'weighing' }),
      { part: 'auth' },
      { part: 'organizations', fault: 'owned' },
      { part: 'issues' },
      { part: 'licenses' },
    );
    expect(weighed).toMatchObject({ step: 'weighed', to: { status: 'weighed' } });
    expect(isUnderWay(weighed.to)).toBe(false);
  });

  test('ends the same whatever order, and however often, answers come', () => {
    const answers = fc.uniqueArray(fc.constantFrom('organizations', 'licenses', 'issues', 'auth'), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(answers, fc.boolean(), (order, twice) => {
        const all = [...order, ...order, ...order, ...(twice ? order : [])].map((part) => ({ part }));
        expect(answered(begun(), ...all).to.status).toBe('closed');
      }),
    );
  });
});
