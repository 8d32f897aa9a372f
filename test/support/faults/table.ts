import type { Sight } from './load.ts';
import type { Probe } from './probes.ts';
import type { Trial } from './trial.ts';

/** A line of the fault table. */
export interface Row {
  readonly fault: string;
  /** What users see, in words. */
  readonly sees: string;
  /** From the first bad answer to the last, in seconds. */
  readonly forS: number;
  readonly slowestS: number;
  readonly acknowledged: number;
  /** Promises about them, or about what was not acknowledged, that were not kept. */
  readonly broken: number;
}

/** `acknowledged` changes were made under the fault; of what was promised of them `broken` things were not so afterwards. */
export function rowOf({ fault, probes, sights }: Trial, acknowledged: number, broken: number): Row {
  const bad = sights.filter(({ ok }) => !ok);
  const from = Math.min(...bad.map(({ at }) => at));
  const until = Math.max(...bad.map(({ at, tookMs }) => at + tookMs));
  return {
    fault: fault.name,
    sees: bad.length === 0 ? 'nothing' : inWords(bad, probes),
    forS: bad.length === 0 ? 0 : (until - from) / 1000,
    slowestS: Math.max(...sights.map(({ tookMs }) => tookMs)) / 1000,
    acknowledged,
    broken,
  };
}

/** `503: buy, list licences`; where most are concerned, who is not. */
function inWords(bad: readonly Sight[], probes: readonly Probe[]): string {
  const names = new Map<string, Set<string>>();
  for (const { seen, probe } of bad) {
    // Neither the code of a 503 nor the way in which a connection broke says more than this.
    const what = seen.startsWith('no answer') ? 'no answer' : (seen.split(' ', 1)[0] ?? seen);
    names.set(what, (names.get(what) ?? new Set()).add(probe.name));
  }
  return [...names].map(([what, who]) => `${what}: ${listed(who, probes)}`).join('; ');
}

function listed(who: ReadonlySet<string>, probes: readonly Probe[]): string {
  const spared = probes.map(({ name }) => name).filter((name) => !who.has(name));
  if (spared.length === 0) return 'everything';
  return spared.length < who.size ? `everything but “${spared.join('”, “')}”` : [...who].toSorted().join(', ');
}

/** The page about faults, as Markdown. */
export function faultPage(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ fault, sees, forS, slowestS, acknowledged, broken }) =>
      `| ${fault} | ${sees} | ${forS.toFixed(1)} | ${slowestS.toFixed(1)} | ${acknowledged}, ${broken} |`,
  );
  return `${INTRODUCTION}
| fault | what users see | for how long, s | slowest answer, s | changes acknowledged, lost or doubled |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

const INTRODUCTION = `# When a part fails

A process per service, one process of each unless the fault says otherwise, under a light load of everything that stands in the table:
people and machines read, log in, buy, invite, download, each waiting for an answer before asking again. One part at a time is taken away for 3 to 6
seconds and then brought back; starting its process again is part of the time in which users see something. \`npm run test:heavy\` breaks the
portal in all these ways, fails when a promise is broken, and writes this page.

The promises, whatever fails:

- What was acknowledged is there afterwards, once: purchases with their licences, invitations with their mails, and an audit entry of each
  event. What was not answered is done wholly or not at all, and may be sent again with the same id or \`Idempotency-Key\`.
- What does not need the part that failed goes on without a single failure. Without \`notifications\`, \`audit\` or NATS that is everything but
  reading mails, notifications and the audit log: what they would have been told waits in the outboxes.
- Whoever is refused is told so within 2 s (or 3 on a busy machine), by problem details with a request id and, of a 503, when to come again. Only who
  waits for what another change has locked may wait for up to 6 s, as said below.
- Within 5 s after the part is back, all is well.

A process that freezes in the middle of a change keeps what it has locked until PostgreSQL ends its transaction, after 5 s: the same purchase,
sent again meanwhile to another process, waits for that lock and may be told 503 after so long. It is seen now and then, and only where a process
or PostgreSQL freezes: then the slowest answer of the row is longer than 3 s.

The gateway keeps what auth told it for at most 2 s: who was known goes on for as long, then needs auth. A gateway of which there is only
one gives no answer at all while it is away, so run two behind a proxy.
`;
