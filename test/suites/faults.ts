import { describe, expect, test } from 'vitest';
import type { Fault } from '../support/faults/faults.ts';
import { probesOf } from '../support/faults/probes.ts';
import { promisesBrokenAtLast } from '../support/faults/promises.ts';
import { rowOf, type Row } from '../support/faults/table.ts';
import { complaintsAbout, tryOut } from '../support/faults/trial.ts';
import { acknowledgedIn, logInAnew, type World } from '../support/faults/world.ts';

/**
 * Breaks one part after the other; whatever happens, the promises of the fault table are kept. Each fault adds its line to `rows`.
 * `slower` stretches the time between two requests of a probe: a lighter load for a machine with other things to do.
 */
export function faultSuite(world: () => World, faults: readonly Fault[], rows: Row[], slower = 1): void {
  describe('under a light load', { timeout: 240_000 }, () => {
    test.each(faults)('$name', async (fault) => {
      const inhabited = world();
      inhabited.admin = await logInAnew(inhabited.anybody);
      const before = acknowledgedIn(inhabited);
      const probes = probesOf(inhabited).map((probe) => ({ ...probe, everyMs: probe.everyMs * slower }));
      const trial = await tryOut(fault, probes);
      const acknowledged = acknowledgedIn(inhabited) - before;
      const broken = await promisesBrokenAtLast(inhabited);
      rows.push(rowOf(trial, acknowledged, broken.length));
      expect(complaintsAbout(trial)).toEqual([]);
      expect(broken).toEqual([]);
    });
  });
}
