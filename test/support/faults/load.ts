import { setTimeout as pause } from 'node:timers/promises';
import type { PublicAnswer } from '../public-api.ts';
import type { Probe } from './probes.ts';

/** What a client saw of one request. */
export interface Sight {
  readonly probe: Probe;
  /** When it asked, in milliseconds since the epoch. */
  readonly at: number;
  readonly tookMs: number;
  readonly ok: boolean;
  /** In words: `ok`, `503 unavailable`, `no answer (ECONNREFUSED)`. */
  readonly seen: string;
  /** Whether a refusal says what it is: problem details with a code, the request's id and, of a 503, when to come again. */
  readonly isClear: boolean;
}

/** A steady light load: every probe by a client of its own, which waits for its answer before it asks again. */
export interface Load {
  readonly sights: readonly Sight[];
  /** Resolves when every probe got good answers, several in a row, to what it asked after this call. */
  untilWell(): Promise<void>;
  stop(): Promise<void>;
}

const GOOD_IN_A_ROW = 3;
const LOOK_EVERY_MS = 20;
const WELL_LIMIT_MS = 60_000;

export function startLoad(probes: readonly Probe[]): Load {
  const sights: Sight[] = [];
  let going = true;
  const clients = probes.map(async (probe) => {
    while (going) {
      const sight = await look(probe);
      sights.push(sight);
      await pause(Math.max(0, probe.everyMs - sight.tookMs));
    }
  });
  return {
    sights,
    async untilWell() {
      const since = Date.now();
      while (!probes.every((probe) => isWell(probe, sights, since))) {
        if (Date.now() - since > WELL_LIMIT_MS) throw new Error(`the portal does not recover: ${unwell(probes, sights, since)}`);
        await pause(LOOK_EVERY_MS);
      }
    },
    async stop() {
      going = false;
      await Promise.all(clients);
    },
  };
}

function isWell(probe: Probe, sights: readonly Sight[], since: number): boolean {
  const last = sights.filter((sight) => sight.probe === probe && sight.at >= since).slice(-GOOD_IN_A_ROW);
  return last.length === GOOD_IN_A_ROW && last.every(({ ok }) => ok);
}

function unwell(probes: readonly Probe[], sights: readonly Sight[], since: number): string {
  return probes
    .filter((probe) => !isWell(probe, sights, since))
    .map((probe) => `${probe.name}: ${sights.findLast((sight) => sight.probe === probe)?.seen}`)
    .join('; ');
}

async function look(probe: Probe): Promise<Sight> {
  const at = Date.now();
  const told = await probe.ask().then(
    (answer) => judge(probe, answer),
    (error: unknown) => ({ ok: false, seen: `no answer (${reasonOf(error)})`, isClear: false }),
  );
  return { probe, at, tookMs: Date.now() - at, ...told };
}

function judge({ ok }: Probe, { status, headers, body }: PublicAnswer): Pick<Sight, 'ok' | 'seen' | 'isClear'> {
  if (ok.includes(status)) return { ok: true, seen: 'ok', isClear: true };
  const { code, request_id } = (body ?? {}) as { code?: string; request_id?: string };
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const isNamed = code !== undefined && request_id !== undefined && request_id === headers.get('x-request-id');
  const saysWhen = status !== 503 || headers.has('retry-after');
  return { ok: false, seen: `${status} ${code ?? ''}`.trim(), isClear: isProblem && isNamed && saysWhen };
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { code, name } = cause as { code?: string; name?: string };
  return code ?? name ?? String(cause);
}
