import { ConfigError } from '@kabinet/service';
import { DataInUseError } from '@kabinet/embedded-postgres/data-lock';
import { ProblemError } from '@kabinet/problem';
import { Command, CommanderError } from 'commander';
import { CommandError } from './commands/command-error.ts';
import { addArticleCommands } from './commands/article-commands.ts';
import { addAuditCommands } from './commands/audit-commands.ts';
import { addDataCommands } from './commands/data-commands.ts';
import { addReleaseCommands } from './commands/release-commands.ts';
import { addServerCommands } from './commands/server-commands.ts';

/** The program `kabinet`. Exit codes: 0 done, 1 failed or "no", 2 used wrongly. */
export async function runProgram(args: readonly string[]): Promise<void> {
  const program = new Command('kabinet')
    .description('A customer portal for vendors of on-premises software')
    .exitOverride()
    .showHelpAfterError('(use --help for what there is)');
  addServerCommands(program);
  addDataCommands(program);
  addReleaseCommands(program);
  addArticleCommands(program);
  addAuditCommands(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Says what went wrong, without a stack where the person can act upon it. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandError) return say(error.message, error.exitCode);
  if (error instanceof ConfigError) return say(error.message, 2);
  if (error instanceof DataInUseError) return say(error.message, 1);
  if (error instanceof ProblemError) {
    const faults = error.errors.map((fault) => `\n  ${fault.pointer}: ${fault.code}`).join('');
    return say(`${error.code}${error.message === error.code ? '' : `: ${error.message}`}${faults}`, 1);
  }
  return say(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
}

function say(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
