import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import { startLoad, type Sight } from './load.ts';
import type { Probe } from './probes.ts';

/** A fault and what clients saw of it. */
export interface Trial {
  readonly fault: Fault;
  readonly probes: readonly Probe[];
  /** Milliseconds since the epoch. */
  readonly beganAt: number;
  readonly healedAt: number;
  /** Of every request that was under way when the fault began, or that was made later. */
  readonly sights: readonly Sight[];
}

/** What may still fail so long after the part is there again. */
const RECOVERY_MS = 5_000;
/** By then everybody knows that the part is gone, and says so at once; a second of each is for a machine with other things to do. */
const NOTICED_MS = 3_000;
const AT_ONCE_MS = 3_000;
const CLEAR = new Set(['503 unavailable', '504 deadline_exceeded']);

/** Puts the portal under load, breaks it, heals it, and waits until all is well again. */
export async function tryOut(fault: Fault, probes: readonly Probe[]): Promise<Trial> {
  const load = startLoad(probes);
  try {
    await load.untilWell();
    const beganAt = Date.now();
    await fault.apply();
    await pause(fault.keepMs);
    await fault.heal();
    const healedAt = Date.now();
    await load.untilWell();
    await load.stop();
    const sights = load.sights.filter(({ at, tookMs }) => at + tookMs >= beganAt);
    return { fault, probes, beganAt, healedAt, sights };
  } finally {
    await load.stop();
  }
}

/** What clients should not have seen, in words, each once. */
export function complaintsAbout(trial: Trial): string[] {
  const { fault, sights } = trial;
  const bad = sights.filter(({ ok }) => !ok);
  const complaints = bad.flatMap((sight) => complaintsOf(sight, trial).map((what) => `${sight.probe.name}: ${sight.seen} ${what}`));
  const unseen = fault.isSeen && bad.length === 0 ? [`nobody noticed that ${fault.part} was away`] : [];
  return [...new Set([...complaints, ...unseen])];
}

function complaintsOf({ probe, at, tookMs, seen, isClear }: Sight, { fault, beganAt, healedAt }: Trial): string[] {
  const withoutGateway = fault.part === 'gateway' && seen.startsWith('no answer');
  return [
    ...(probe.needs.includes(fault.part) ? [] : ['without needing what failed']),
    ...(withoutGateway || (CLEAR.has(seen) && isClear) ? [] : ['which is no clear refusal']),
    ...(at > healedAt + RECOVERY_MS ? ['long after it was healed'] : []),
    ...(at > beganAt + NOTICED_MS && tookMs > AT_ONCE_MS ? ['slowly, although it should be known by then'] : []),
  ];
}
