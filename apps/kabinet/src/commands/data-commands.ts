import { listDeadLetters, replayDeadLetters } from '@kabinet/events';
import type { Command } from 'commander';
import { readSettings } from '../settings.ts';
import { settle } from '../settle.ts';
import { createAccount, createToken } from './accounts.ts';
import { CommandError } from './command-error.ts';
import { importPurchases, type ImportFault, type ImportSummary } from './import-purchases.ts';
import { answer, progressLine } from './output.ts';
import { closeFeed, openFeed } from './purchase-feed.ts';
import { republish } from './republish.ts';
import { verifyLicense } from './verify-license.ts';
import { withPortal } from './with-portal.ts';

interface Json {
  readonly json?: boolean;
}

/** The commands that work on what the portal keeps; all of them run beside a running portal. */
export function addDataCommands(program: Command): void {
  addAccountCommands(program);
  addPurchaseCommands(program);
  addEventCommands(program);
  program
    .command('license')
    .description('license files')
    .command('verify <file>')
    .description("check a license file against this installation's keys; exit 0 when it is genuine, whatever its term")
    .option('--keys <file>', 'a copy of /.well-known/license-keys.json, to check without the installation')
    .option('--json', 'answer as JSON')
    .action(async (file: string, { keys, json }: Json & { keys?: string }) => {
      const verdict = await verifyLicense(readSettings(process.env), file, keys);
      answer(
        json,
        verdict,
        verdict.ok ? `genuine: ${verdict.payload.license.number}, signed with the key ${verdict.kid}` : `not genuine: ${verdict.reason}`,
      );
      if (!verdict.ok) process.exitCode = 1;
    });
}

function addAccountCommands(program: Command): void {
  program
    .command('user')
    .description('people')
    .command('create')
    .description('create a user who can log in at once; the password is read from KABINET_PASSWORD')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .option('--staff-role <role...>', 'roles of a member of staff', [])
    .option('--cabinet <id>', 'the organization that the user belongs to')
    .option('--role <role>', 'the role there')
    .option('--json', 'answer as JSON')
    .action(
      async ({
        json,
        staffRole,
        ...options
      }: Json & { email: string; name: string; staffRole: string[]; cabinet?: string; role?: string }) => {
        const password = process.env['KABINET_PASSWORD'];
        if (!password) throw new CommandError('set the password in KABINET_PASSWORD: on the command line others could read it', 2);
        const user = await withPortal(readSettings(process.env), (portal) =>
          createAccount(portal.composition, { ...options, password, staffRoles: staffRole }),
        );
        answer(json, user, `created ${user.email} (${user.id})`);
      },
    );
  program
    .command('token')
    .description('tokens of machines')
    .command('create')
    .description('create a token of the vendor for a machine and print it, this once')
    .requiredOption('--scope <scope...>', 'what the machine may do, such as purchases:write')
    .option('--name <name>', 'what the token is for', 'created on the command line')
    .option('--json', 'answer as JSON')
    .action(async ({ scope, name, json }: Json & { scope: string[]; name: string }) => {
      const created = await withPortal(readSettings(process.env), (portal) => createToken(portal.composition, name, scope));
      answer(json, created, created.token);
    });
}

function addPurchaseCommands(program: Command): void {
  program
    .command('purchases')
    .description('purchases from the ERP')
    .command('import <file>')
    .description('import a feed, one JSON message a line; an import that was cut short is repeated')
    .option('--refused <file>', 'where the lines go that are not accepted; <file>.refused beside the feed unless given')
    .option('--json', 'answer as JSON')
    .action(async (file: string, { refused, json }: Json & { refused?: string }) => {
      const summary = await importFeed(file, refused);
      answer(json, summary, wordsOf(summary));
    });
}

async function importFeed(file: string, refused: string | undefined): Promise<ImportSummary> {
  const feed = await openFeed(file, refused);
  try {
    return await withPortal(readSettings(process.env), async ({ composition }) => {
      const done = await importPurchases(composition, feed, progressLine('importing'));
      await settle(composition);
      return done;
    });
  } finally {
    await closeFeed(feed);
  }
}

function wordsOf(summary: ImportSummary): string {
  const fault = ({ line, id, code, errors }: ImportFault): string =>
    [`  line ${line} (${id ?? 'no id'}): ${code}`, ...errors.map((error) => `    ${error.pointer || '/'}: ${error.code}`)].join('\n');
  return [
    `${summary.lines} messages: ${summary.accepted} accepted, ${summary.repeated} repeated, ${summary.conflicting.length} conflicting, ${summary.refused.length} refused`,
    ...summary.conflicting.map(fault),
    ...summary.refused.map(fault),
    ...(summary.refused_file === null ? [] : [`the lines that were not accepted: ${summary.refused_file}`]),
  ].join('\n');
}

function addEventCommands(program: Command): void {
  const events = program.command('events').description('events between services');
  events
    .command('dead-letters')
    .description('list events that a service could not apply')
    .option('--replay', 'put them back into the queue')
    .option('--json', 'answer as JSON')
    .action(async ({ replay, json }: Json & { replay?: boolean }) => {
      const found = await withPortal(readSettings(process.env), async ({ composition }) => {
        const letters = [];
        for (const [service, running] of composition.services) {
          const { system } = running.contextAsService('command:dead-letters');
          letters.push(...(await listDeadLetters(system, 200)).map((letter) => ({ service, ...letter })));
          if (replay) await replayDeadLetters(system);
        }
        return letters;
      });
      const words = found.map(
        (letter) => `${letter.service}  ${letter.event.source}.${letter.event.type}  ${letter.failed_at}  ${letter.error ?? ''}`,
      );
      answer(json, { dead_letters: found, replayed: replay ?? false }, words.length > 0 ? words.join('\n') : 'There are no dead letters.');
    });
  events
    .command('republish <service>')
    .description('tell the present state of everything that a service owns once more, for others to rebuild from')
    .option('--json', 'answer as JSON')
    .action(async (service: string, { json }: Json) => {
      const batches = await withPortal(readSettings(process.env), ({ composition }) => republish(composition, service));
      answer(json, { service, batches }, `${service}: told in ${batches} batches`);
    });
}
