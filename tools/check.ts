/**
 * Everything that must hold before a change goes in: `npm test` runs it all, `npm test -- lint tests` runs what is named.
 * Static checks run two at a time; the tests come last and have the machine to themselves.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const LANES = 2;

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
}

const STATIC: readonly Step[] = [
  { name: 'typecheck', command: ['tsc', '--noEmit'] },
  { name: 'typecheck-web', command: ['tsc', '--noEmit', '-p', 'apps/web'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'generated', command: ['node', 'tools/generate.ts', '--check'] },
  { name: 'boundaries', command: ['node', 'tools/boundaries.ts'] },
  { name: 'unused', command: ['knip'] },
  { name: 'format', command: ['oxfmt', '--check'] },
];
/** One after the other: the second starts a process per service, the third a browser. */
const TESTS: readonly Step[] = [
  { name: 'tests', command: ['vitest', 'run', '--project', 'node', '--project', 'node-apart'] },
  { name: 'portal', command: ['vitest', 'run', '--project', 'portal', '--maxWorkers', '2'] },
  { name: 'browser', command: ['vitest', 'run', '--project', 'browser', '--maxWorkers', '2'] },
];

const chosen = chosenSteps(process.argv.slice(2));
const started = performance.now();
const outcomes = await runStatic(chosen.filter((step) => !TESTS.includes(step)));
for (const step of chosen.filter((one) => TESTS.includes(one))) outcomes.push(await run(step, 'live'));
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
console.log(
  `\n${outcomes.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''} in ${secondsSince(started)} s`,
);
if (failed.length > 0) process.exitCode = 1;

function chosenSteps(names: readonly string[]): Step[] {
  const all = [...STATIC, ...TESTS];
  const unknown = names.find((name) => !all.some((step) => step.name === name));
  if (unknown !== undefined) throw new Error(`there is no check ${unknown}; there are ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function runStatic(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps];
  const done: Outcome[] = [];
  async function lane(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) done.push(await run(step, 'kept'));
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  return done;
}

/** Runs a step; what it prints is shown live, or kept and shown only when it fails. */
async function run({ name, command: [program, ...parameters] }: Step, output: 'live' | 'kept'): Promise<Outcome> {
  const begun = performance.now();
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const colors = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  const pipe = output === 'live' ? 'inherit' : 'pipe';
  const child = spawn(program, parameters, { cwd: ROOT, env: { ...process.env, ...colors, PATH: path }, stdio: ['ignore', pipe, pipe] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on('error', (error) => {
    printed.push(`${program} cannot be run: ${error.message}\n`);
    resolve(false);
  });
  child.on('close', (code) => resolve(code === 0));
  const passed = await promise;
  if (!passed) process.stdout.write(printed.join(''));
  console.log(`${passed ? '✓' : '✗'} ${name} ${secondsSince(begun)} s`);
  return { name, passed };
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
