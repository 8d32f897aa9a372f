import type { ReportsContext } from '../context.ts';
import { figureChanges, standingOn } from '../domain/figures.ts';
import { changeFigures, findChanging, keepFact, type KnownFact } from '../queries/fact.ts';

/** So many in one transaction, which is soon over. */
const BATCH = 200;

/** Moves what began or ended with the vendor's day to the figures that it is part of from now on. */
export async function turnDay(context: ReportsContext): Promise<void> {
  while ((await turnNext(context)) === BATCH);
}

async function turnNext(context: ReportsContext): Promise<number> {
  const today = context.today();
  return context.system.transaction(async (tx) => {
    const due = await findChanging(tx, today, BATCH);
    for (const fact of due) {
      const turned = turnedOn(today, fact);
      await changeFigures(tx, figureChanges(fact, turned), fact.id);
      await keepFact(tx, turned);
    }
    return due.length;
  });
}

/** What was suspended or revoked has no day to wait for, so that nobody decided on what comes here. */
function turnedOn(today: string, fact: KnownFact): KnownFact {
  const { valid_from, valid_until } = fact;
  if (valid_from === null) return { ...fact, changes_on: null };
  return { ...fact, ...standingOn(today, { valid_from, valid_until, decision: 'none' }) };
}
