import type { Buyer } from '@kabinet/contracts/organizations/resources';
import type { Transaction } from '@kabinet/database';
import { lockTree, type OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { OrganizationsContext } from '../context.ts';
import { requisiteFaults } from '@kabinet/requisites';
import { insertContact } from '../queries/contact.ts';
import { findConfirmed, insertOrganization, isClosedBuyer, type OrganizationRow } from '../queries/organization.ts';
import { nodeOf, publishOrganization } from './publish-organization.ts';

/**
 * The organization of a buyer by ИНН and КПП; an unknown one is created. The same buyer again answers the same. Who was closed
 * does not come back by buying: staff open the organization again, or enter a new one. Throws `buyer_closed`.
 */
export async function ensureCabinet(
  context: OrganizationsContext,
  buyer: Static<typeof Buyer>,
): Promise<{ organization: OrganizationNode; created: boolean }> {
  const faults = requisiteFaults(buyer);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const known = await findConfirmed(context.db, buyer.inn, buyer.kpp ?? null);
  if (known) {
    if (buyer.contact) await context.db.transaction((tx) => keepContact(context, tx, known.id, buyer, false));
    return { organization: nodeOf(known), created: false };
  }
  if (await isClosedBuyer(context.db, buyer.inn, buyer.kpp ?? null)) throw problem('buyer_closed');
  return context.db.transaction((tx) => createFor(context, tx, buyer));
}

async function createFor(context: OrganizationsContext, tx: Transaction, buyer: Static<typeof Buyer>) {
  await lockTree(tx);
  const id = context.newId();
  const now = context.now().toISOString();
  const particulars = { inn: buyer.inn, kpp: buyer.kpp ?? null, ogrn: null, kind: 'customer' as const, name: buyer.name, full_name: null };
  const row = { ...particulars, id, root_id: id, parent_id: null, confirmed: true, created_at: now, updated_at: now };
  const inserted = await insertOrganization(tx, row);
  if (!inserted) {
    // Another purchase of the same buyer was faster.
    const known = await findConfirmed(tx, buyer.inn, buyer.kpp ?? null);
    if (!known) throw new Error('the requisites are taken, yet no confirmed organization has them');
    return { organization: nodeOf(known), created: false };
  }
  await keepContact(context, tx, id, buyer, true);
  const organization: OrganizationRow = await publishOrganization(context, tx, id, 'organization_created');
  return { organization: nodeOf(organization), created: true };
}

async function keepContact(
  context: OrganizationsContext,
  tx: Transaction,
  organizationId: string,
  buyer: Static<typeof Buyer>,
  founding: boolean,
) {
  if (!buyer.contact) return;
  const contact = {
    ...buyer.contact,
    id: context.newId(),
    organization_id: organizationId,
    founding,
    created_at: context.now().toISOString(),
  };
  await insertContact(tx, contact);
}
