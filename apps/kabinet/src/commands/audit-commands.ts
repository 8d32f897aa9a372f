import type { Command } from 'commander';
import { readSettings } from '../settings.ts';
import { answer } from './output.ts';
import { readHeads, verifyAudit, type AuditVerdict, type ChainFault } from './verify-audit.ts';
import { requireInstallation, withPortal } from './with-portal.ts';

/** The commands around the audit log; they run beside a running portal. */
export function addAuditCommands(program: Command): void {
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('check that no entry of any chain was changed or removed; exit 0 when none was, 1 when one was')
    .option('--heads <file>', 'what an earlier verify --json answered: finds out too when a chain was cut at its end or replaced')
    .option('--json', 'answer as JSON, with the heads to be kept')
    .action(async ({ heads, json }: { heads?: string; json?: boolean }) => {
      const known = heads === undefined ? [] : await readHeads(heads);
      const settings = readSettings(process.env);
      requireInstallation(settings);
      const verdict = await withPortal(settings, ({ composition }) => verifyAudit(composition, known, countLine('checked')));
      answer(json, verdict, wordsOf(verdict));
      if (!verdict.ok) process.exitCode = 1;
    });
}

const FAULTS: Readonly<Record<ChainFault['fault'], string>> = {
  broken: 'was changed or is missing',
  cut: 'is missing, as are all after it',
  replaced: 'is not the one that was written down',
};

function wordsOf({ ok, chains, entries, faults }: AuditVerdict): string {
  const fault = (found: ChainFault): string => `  ${found.chain ?? 'the vendor’s own chain'}: entry ${found.seq} ${FAULTS[found.fault]}`;
  return [`${ok ? 'whole' : 'not whole'}: ${entries} entries in ${chains} chains`, ...faults.map(fault)].join('\n');
}

/** A growing number on a terminal; nothing where nobody looks. */
function countLine(label: string): (count: number) => void {
  return (count) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${label} ${count}`);
  };
}
