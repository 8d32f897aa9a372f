import { documentEvents } from '@kabinet/contracts/documents/events';
import type { LicenseKey } from '@kabinet/contracts/documents/resources';
import type { Transaction } from '@kabinet/database';
import type { DocumentsContext } from '../context.ts';
import { findSigningKeyAt, findSigningKeys, insertSigningKey, lockSigningKeys, type SigningKeyRow } from '../queries/signing-key.ts';
import { generateSigningKey } from '../signing/signing-key.ts';

/** The key that signs now. The first one is made when it is first needed, once however many need it. */
export async function currentSigningKey(context: DocumentsContext): Promise<SigningKeyRow> {
  const current = await findSigningKeyAt(context.system, context.now().toISOString());
  if (current) return current;
  return context.system.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const now = context.now().toISOString();
    return (await findSigningKeyAt(tx, now)) ?? createSigningKey(context, tx, now);
  });
}

/**
 * Publishes a further key, which signs from `signsFrom` on (RFC 3339): products must know a key before files come that are
 * signed with it. The keys before it stay published.
 */
export async function addSigningKey(context: DocumentsContext, signsFrom: string | undefined): Promise<LicenseKey> {
  // A key from the past would sign nothing: a newer one might be in use.
  const from = new Date(Math.max(context.now().getTime(), Date.parse(signsFrom ?? '') || 0)).toISOString();
  const key = await context.system.transaction(async (tx) => {
    await lockSigningKeys(tx);
    return createSigningKey(context, tx, from);
  });
  return publicKeyOf(key);
}

/** The public keys of this installation, the oldest first. */
export async function listLicenseKeys(context: DocumentsContext): Promise<LicenseKey[]> {
  await currentSigningKey(context);
  return (await findSigningKeys(context.system)).map(publicKeyOf);
}

async function createSigningKey(context: DocumentsContext, tx: Transaction, signsFrom: string): Promise<SigningKeyRow> {
  const key = generateSigningKey(context.installation.secret);
  const created = await insertSigningKey(tx, { ...key, signs_from: signsFrom, created_at: context.now().toISOString() });
  await context.publish(tx, documentEvents.signing_key_created, {
    subject: created.id,
    version: 1,
    organization_id: null,
    root_id: null,
    data: { id: created.id, signs_from: signsFrom },
  });
  return created;
}

function publicKeyOf({ id, public_key, signs_from }: SigningKeyRow): LicenseKey {
  return { kid: id, kty: 'OKP', crv: 'Ed25519', x: public_key, use: 'sig', signs_from };
}
