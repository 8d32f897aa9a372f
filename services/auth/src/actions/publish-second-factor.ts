import { authEvents } from '@kabinet/contracts/auth/events';
import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import type { UserRow } from '../queries/user.ts';

/** Each with the user whose version it raised. */

function about({ id, version }: UserRow) {
  return { subject: id, version, organization_id: null, root_id: null } as const;
}

export async function publishFactorEnabled(context: AuthContext, tx: Transaction, user: UserRow): Promise<void> {
  await context.publish(tx, authEvents.second_factor_enabled, { ...about(user), data: { user_id: user.id } });
}

/** `reason` is the one that staff gave for a reset. */
export async function publishFactorDisabled(context: AuthContext, tx: Transaction, user: UserRow, reason: string | null): Promise<void> {
  const by = reason === null ? ('user' as const) : ('reset' as const);
  await context.publish(tx, authEvents.second_factor_disabled, { ...about(user), data: { user_id: user.id, by, reason } });
}

export async function publishRecoveryCodesReplaced(context: AuthContext, tx: Transaction, user: UserRow): Promise<void> {
  await context.publish(tx, authEvents.recovery_codes_replaced, { ...about(user), data: { user_id: user.id } });
}

export async function publishRecoveryCodeUsed(context: AuthContext, tx: Transaction, user: UserRow, left: number): Promise<void> {
  await context.publish(tx, authEvents.recovery_code_used, { ...about(user), data: { user_id: user.id, left } });
}
