import type { Command } from 'commander';
import { demoPeople, demoStaff, DEMO_PASSWORD } from '../demo/world.ts';
import { migrateAll, joinDatabase } from '../database-server.ts';
import { seedDemo } from '../demo/seed.ts';
import { installationSecret } from '../secret.ts';
import { readSettings, type Settings } from '../settings.ts';
import { manifests } from '../targets.ts';
import { CommandError } from './command-error.ts';
import { diagnose } from './doctor.ts';
import { answer } from './output.ts';
import { serve } from './serve.ts';
import { withPortal } from './with-portal.ts';

/** The commands that run the portal or take care of it. */
export function addServerCommands(program: Command): void {
  program
    .command('start')
    .description('what npm start does: make and migrate the database, fill the demo, serve')
    .action(() => serve(newcomerSettings(), { migrate: true, onReady: (gateway) => greet(newcomerSettings(), gateway.url) }));
  program
    .command('serve')
    .description('serve the portal until SIGTERM')
    .option('--target <services>', 'the services to run in this process', ALL)
    .action(({ target }: { target: string }) => {
      checkTarget(target);
      return serve(readSettings(process.env), { migrate: false, onReady: (gateway) => say(`Kabinet listens on ${gateway.url}`) });
    });
  program.command('migrate').description('bring the database up to date').option('--json', 'answer as JSON').action(migrateCommand);
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
      const findings = await diagnose(readSettings(process.env));
      answer(
        json,
        { findings },
        findings.map((finding) => `${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.check}: ${finding.detail}`).join('\n'),
      );
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

const ALL = 'all';

/** This release runs all services in one process; the option is there so that scripts need not change. */
function checkTarget(target: string): void {
  const names = new Set(['gateway', ...manifests.map((manifest) => manifest.name)]);
  const wanted = target === ALL ? [...names] : target.split(',');
  const unknown = wanted.filter((name) => !names.has(name));
  if (unknown.length > 0) throw new CommandError(`no such service: ${unknown.join(', ')}; there are: ${[...names].join(', ')}`, 2);
  if (wanted.length < names.size) throw new CommandError('running some services only is not possible yet; use --target=all', 2);
}

async function migrateCommand({ json }: { json?: boolean }): Promise<void> {
  const settings = readSettings(process.env);
  const database = await joinDatabase(settings, say);
  try {
    const secret = await installationSecret(settings.secret, settings.dataDirectory);
    const applied = await migrateAll(settings, database.adminUrl, secret);
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
