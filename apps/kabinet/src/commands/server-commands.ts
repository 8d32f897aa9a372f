import type { Command } from 'commander';
import { migrateBroker } from '../broker.ts';
import { demoPeople, demoStaff, DEMO_PASSWORD } from '../demo/world.ts';
import { migrateAll, joinDatabase } from '../database-server.ts';
import { seedDemo } from '../demo/seed.ts';
import { installationSecret } from '../secret.ts';
import { readSettings, type Settings } from '../settings.ts';
import { allTargets, readTargets, targetNames } from '../targets.ts';
import { CommandError } from './command-error.ts';
import { diagnose } from '../doctor/doctor.ts';
import { answer } from './output.ts';
import { serve } from './serve.ts';
import { requireInstallation, withPortal } from './with-portal.ts';

/** The commands that run the portal or take care of it. */
export function addServerCommands(program: Command): void {
  program
    .command('start')
    .description('what npm start does: make and migrate the database, fill the demo, serve')
    .action(() => serve(newcomerSettings(), { targets: allTargets, migrate: true, onReady: (url) => greet(newcomerSettings(), url) }));
  program
    .command('serve')
    .description('serve the portal, or some of its services, until SIGTERM')
    .option('--target <services>', `what to run in this process, separated by commas: ${targetNames.join(', ')}`, 'all')
    .action(({ target }: { target: string }) =>
      serve(readSettings(process.env), {
        targets: targetsIn(target),
        migrate: false,
        onReady: (url) => say(`Kabinet (${target}) listens on ${url}`),
      }),
    );
  addUpkeepCommands(program);
}

function addUpkeepCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the databases and the broker up to date')
    .option('--json', 'answer as JSON')
    .action(migrateCommand);
  program
    .command('seed')
    .description('fill an empty installation with the demo world')
    .requiredOption('--demo', 'the demo: its passwords are public')
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const seeded = await withPortal(readSettings(process.env), (portal) => seedDemo(portal.composition));
      answer(json, { seeded }, seeded ? 'The demo is in place.' : 'The demo was in place already.');
    });
  program
    .command('doctor')
    .description('check the installation and say what is wrong with it')
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const settings = readSettings(process.env);
      requireInstallation(settings, '; run npm start, or set DATABASE_URL and run kabinet migrate');
      const findings = await diagnose(settings);
      answer(
        json,
        { findings },
        findings.map((finding) => `${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.check}: ${finding.detail}`).join('\n'),
      );
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

function targetsIn(value: string): ReadonlySet<string> {
  const { targets, unknown } = readTargets(value);
  if (unknown.length > 0) throw new CommandError(`no such service: ${unknown.join(', ')}; there are: ${targetNames.join(', ')}`, 2);
  return targets;
}

async function migrateCommand({ json }: { json?: boolean }): Promise<void> {
  const settings = readSettings(process.env);
  const database = await joinDatabase(settings, say);
  try {
    const secret = await installationSecret(settings.secret, settings.dataDirectory);
    const applied = await migrateAll(settings, database.adminUrl, secret);
    await migrateBroker(settings);
    answer(json, { applied }, applied.length > 0 ? applied.join('\n') : 'The database is up to date.');
  } finally {
    await database.stop();
  }
}

/** `npm start` shows a portal with something in it and a quiet terminal, unless told otherwise. */
function newcomerSettings(): Settings {
  return readSettings({ ...process.env, KABINET_DEMO: process.env['KABINET_DEMO'] ?? '1', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' });
}

function greet(settings: Settings, listening: string): void {
  const lines = ['', `  Kabinet is ready: ${settings.publicUrl}`, `  API explorer:     ${listening}/api/docs`];
  if (settings.demo !== '0') {
    const logins = [
      ...demoStaff.map((person) => [person.email, person.role]),
      ...demoPeople.map((person) => [person.email, `${person.role} of ${person.organization}`]),
    ];
    lines.push(
      '',
      `  Demo logins, all with the password ${DEMO_PASSWORD}:`,
      ...logins.map(([email, role]) => `    ${(email ?? '').padEnd(30)}${role ?? ''}`),
    );
  }
  say([...lines, '', '  Ctrl-C stops it.', ''].join('\n'));
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
