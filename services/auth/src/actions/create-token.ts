import type { CreatedMachineToken, NewMachineToken } from '@kabinet/contracts/auth/resources';
import { isWithin, type OrganizationNode } from '@kabinet/database/organization-tree';
import { vendorScopes, type TokenScope } from '@kabinet/contracts/access';
import { problem, type FieldFault } from '@kabinet/problem';
import { principalKey } from '@kabinet/contract/principal';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { newToken } from '../credentials/secret-token.ts';
import { insertToken, revokeToken } from '../queries/machine-token.ts';
import { findCabinetWithin } from '../queries/organization.ts';
import { publishToken } from './publish.ts';
import { requireOpen } from './require-open.ts';

type NewToken = Static<typeof NewMachineToken>;

/**
 * Creates a token for an organization where the caller manages tokens, or, for who does so everywhere, one of the vendor. It
 * grants only what the caller may do there too. Throws `invalid_body`, `cabinet_closed`.
 */
export async function createToken(context: AuthContext, body: NewToken): Promise<Static<typeof CreatedMachineToken>> {
  const cabinet = await tokenCabinet(context, body.cabinet_id ?? null);
  const faults = [...(await scopeFaults(context, body.scopes, cabinet)), ...expiryFaults(context, body.expires_at ?? null)];
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const { token, hash } = newToken('machine');
  const row = {
    id: context.newId(),
    organization_id: cabinet?.id ?? null,
    root_id: cabinet?.root_id ?? null,
    name: body.name,
    scopes: body.scopes,
    token_hash: hash,
    created_by: principalKey(context.origin.principal),
    created_at: context.now().toISOString(),
    expires_at: body.expires_at ?? null,
    last_used_on: null,
    revoked_at: null,
  };
  await context.db.transaction(async (tx) => {
    if (row.organization_id !== null) await requireOpen(tx, row.organization_id);
    await insertToken(tx, row);
    await publishToken(context, tx, 'token_created', row);
  });
  const { id, name, scopes, expires_at, last_used_on, created_at } = row;
  return {
    id,
    name,
    scopes,
    cabinet: cabinet ? { id: cabinet.id, name: cabinet.name } : null,
    expires_at,
    last_used_on,
    created_at,
    token,
  };
}

/** Revokes a token. Throws `token_not_found`. */
export async function deleteToken(context: AuthContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const revoked = await revokeToken(tx, id, context.now().toISOString());
    if (!revoked) throw problem('token_not_found');
    await publishToken(context, tx, 'token_revoked', revoked);
  });
}

/** The organization that the token shall act for; a foreign one is refused exactly like a missing one. */
async function tokenCabinet(context: AuthContext, id: string | null): Promise<OrganizationNode | undefined> {
  const scope = context.scope('tokens.manage');
  if (id === null) {
    if (scope.kind === 'everywhere') return undefined;
    throw problem('invalid_body', { errors: [{ pointer: '/cabinet_id', code: 'required' }] });
  }
  const cabinet = await findCabinetWithin(context, id, scope);
  if (!cabinet) throw problem('invalid_body', { errors: [{ pointer: '/cabinet_id', code: 'not_found' }] });
  return cabinet;
}

async function scopeFaults(
  context: AuthContext,
  scopes: readonly TokenScope[],
  cabinet: OrganizationNode | undefined,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  for (const [index, scope] of scopes.entries()) {
    const code = cabinet && vendorScopes.includes(scope) ? 'vendor_scope' : await rightsFault(context, scope, cabinet);
    if (code) faults.push({ pointer: `/scopes/${index}`, code });
  }
  return faults;
}

async function rightsFault(
  context: AuthContext,
  scope: TokenScope,
  cabinet: OrganizationNode | undefined,
): Promise<'scope_not_held' | undefined> {
  const held = await Promise.all((context.access.scopes[scope] ?? []).map((permission) => holds(context, permission, cabinet)));
  return held.includes(false) ? 'scope_not_held' : undefined;
}

async function holds(context: AuthContext, permission: string, cabinet: OrganizationNode | undefined): Promise<boolean> {
  const scope = context.scope(permission);
  return cabinet ? isWithin(context.db, scope, cabinet.id) : scope.kind === 'everywhere';
}

function expiryFaults(context: AuthContext, expiresAt: string | null): FieldFault[] {
  const past = expiresAt !== null && Date.parse(expiresAt) <= context.now().getTime();
  return past ? [{ pointer: '/expires_at', code: 'in_the_past' }] : [];
}
