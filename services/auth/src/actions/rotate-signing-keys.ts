import { authEvents } from '@kabinet/contracts/auth/events';
import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import { generateSigningKey } from '../credentials/signing-key.ts';
import { isPublished, nextActivation, signingKeyAt } from '../domain/key-schedule.ts';
import { deleteSigningKey, fetchSigningKeys, insertSigningKey, lockSigningKeys, retireSigningKeys } from '../queries/signing-key.ts';

/** Publishes the next key when it is time, and forgets keys that nobody needs any more. */
export async function rotateSigningKeys(context: AuthContext): Promise<void> {
  await context.system.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const now = context.now().getTime();
    const keys = await fetchSigningKeys(tx);
    for (const key of keys) if (!isPublished(key, now)) await deleteSigningKey(tx, key.id);
    const activation = nextActivation(keys, now);
    if (activation !== undefined) await publishKey(context, tx, new Date(activation).toISOString());
  });
}

/** The first key signs at once: no verifier knows another. */
export async function createFirstSigningKey(context: AuthContext): Promise<void> {
  await context.system.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const now = context.now();
    if (!signingKeyAt(await fetchSigningKeys(tx), now.getTime())) await publishKey(context, tx, now.toISOString());
  });
}

async function publishKey(context: AuthContext, tx: Transaction, activatesAt: string): Promise<void> {
  const key = generateSigningKey(context.installation.secret);
  await retireSigningKeys(tx, activatesAt);
  await insertSigningKey(tx, { ...key, activates_at: activatesAt, retires_at: null, created_at: context.now().toISOString() });
  await context.publish(tx, authEvents.signing_key_created, {
    subject: key.id,
    version: 1,
    organization_id: null,
    root_id: null,
    data: { id: key.id, activates_at: activatesAt },
  });
}
