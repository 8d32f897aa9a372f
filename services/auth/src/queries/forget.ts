import type { Queryable } from '@kabinet/database';
import { query } from '../tables.ts';

/** Deletes what nobody needs any more. Instants are RFC 3339: `now`, and how far back ended sessions and links are kept. */
export async function forgetOld(db: Queryable, now: string, keptSince: string, countersSince: string): Promise<void> {
  await db.execute(query.deleteFrom('refresh_token').where('expires_at', '<', now));
  await db.execute(query.deleteFrom('session').where('ended_at', '<', keptSince));
  await db.execute(query.deleteFrom('session').where('expires_at', '<', keptSince));
  await db.execute(query.deleteFrom('login_challenge').where('expires_at', '<', now));
  await db.execute(query.deleteFrom('viewing').where('expires_at', '<', keptSince));
  await db.execute(query.deleteFrom('email_change').where('expires_at', '<', keptSince));
  await db.execute(query.deleteFrom('join_request').where('created_at', '<', keptSince));
  await db.execute(query.deleteFrom('password_reset').where('expires_at', '<', keptSince));
  // The founding one is the memory that the owner was invited.
  await db.execute(query.deleteFrom('invitation').where('expires_at', '<', keptSince).where('founding', '=', false));
  await db.execute(query.deleteFrom('attempt_counter').where('last_attempt_at', '<', countersSince));
}
