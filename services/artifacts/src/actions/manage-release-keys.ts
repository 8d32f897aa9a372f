import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { ReleaseKey } from '@kabinet/contracts/artifacts/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import { publicKeyIn } from '../domain/signature.ts';
import { findKey, insertKey, lockKey, setRetired } from '../queries/release-key.ts';

/** Publishes a key. Throws `invalid_body` for what is no public Ed25519 key, `release_key_exists`. */
export async function addReleaseKey(
  context: ArtifactsContext,
  { name, public_key: pem }: Pick<ReleaseKey, 'name' | 'public_key'>,
): Promise<ReleaseKey> {
  const read = publicKeyIn(pem);
  if (!read) throw problem('invalid_body', { errors: [{ pointer: '/public_key', code: 'no_public_key' }] });
  const key = { ...read, name, added_at: context.now().toISOString(), retired_at: null };
  await context.db.transaction(async (tx) => {
    if (!(await insertKey(tx, key))) throw problem('release_key_exists');
    await tell(context, tx, 'release_key_added', key, 1);
  });
  return key;
}

/** Throws `release_key_not_found`, `release_key_retired`. */
export async function retireReleaseKey(context: ArtifactsContext, id: string): Promise<ReleaseKey> {
  return context.db.transaction(async (tx) => {
    const key = await lockKey(tx, id);
    if (!key) throw problem('release_key_not_found');
    if (key.retired_at !== null) throw problem('release_key_retired');
    const retired = { ...key, retired_at: context.now().toISOString() };
    await setRetired(tx, id, retired.retired_at);
    await tell(context, tx, 'release_key_retired', retired, 2);
    return retired;
  });
}

/** Throws `release_key_not_found`. */
export async function readReleaseKey(context: ArtifactsContext, id: string): Promise<ReleaseKey> {
  const key = await findKey(context.db, id);
  if (!key) throw problem('release_key_not_found');
  return key;
}

async function tell(
  context: ArtifactsContext,
  tx: Transaction,
  what: 'release_key_added' | 'release_key_retired',
  { id, name }: ReleaseKey,
  version: number,
): Promise<void> {
  await context.publish(tx, artifactEvents[what], { subject: id, version, organization_id: null, root_id: null, data: { id, name } });
}
