import type { TestDatabase } from '@kabinet/testing';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * Ways to break transfers on purpose, so that the checker can be seen to notice.
 */

type Ask = (this: pg.Client, config: { name?: string; text: string } | string, ...rest: unknown[]) => unknown;

/** What was read without a lock is old by so much when it is used: others meet in between on every machine. */
const UNLOCKED_MS = 15;

/**
 * Takes the locks out of every statement of this process on its way to PostgreSQL: rows are read without `for update`, and an
 * idempotency key is always free. Answers how to undo that.
 */
export function withoutLocks(): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Ask };
  const { query } = prototype;
  prototype.query = function askUnlocked(config, ...rest) {
    const text = typeof config === 'string' ? config : config.text;
    const unlocked = unlock(text);
    if (typeof config === 'string' || unlocked === text) return query.call(this, config, ...rest);
    const answer = query.call(this, { ...config, text: unlocked }, ...rest);
    return answer instanceof Promise ? answer.then((rows: unknown) => pause(UNLOCKED_MS, rows)) : answer;
  };
  return () => void (prototype.query = query);
}

function unlock(text: string): string {
  return text.replace(/\sfor update\s*$/, '').replaceAll('pg_try_advisory_xact_lock', '0 <= abs');
}

/** Takes away what the database itself guarantees of units: nothing negative, each entry in its place, quantities as the ledger says. */
export async function withoutGuarantees(database: TestDatabase): Promise<void> {
  await database.sql(`alter table licenses.license drop constraint license_quantity_check, drop constraint license_pending`);
  await database.sql(`alter table licenses.coverage drop constraint coverage_quantity_check`);
  await database.sql(`alter table licenses.ledger_entry drop constraint ledger_entry_balance_check`);
  await database.sql('drop index licenses.ledger_entry_place');
  await database.sql('drop trigger posting_is_balanced on licenses.ledger_entry');
  await database.sql('drop trigger quantity_follows_ledger on licenses.license');
  await database.sql('drop trigger coverage_follows_ledger on licenses.coverage');
}
