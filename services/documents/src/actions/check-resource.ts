import type { Scope } from '@kabinet/contract/access';
import { isProblem } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { organizationWithin } from '../queries/organization.ts';
import { learnOrganization } from './learn-organization.ts';

/*
 * Whether a thing of another service exists within `scope`. Its own service is asked in the caller's name, so that it says
 * what they may know of; a narrower scope is compared with the organization that owns the thing.
 */

export async function licenseWithin(context: DocumentsContext, id: string, scope: Scope): Promise<boolean> {
  const license = await unlessMissing(context.peers.licenses.getLicense({ params: { id } }));
  return license !== undefined && ownedWithin(context, license.cabinet.id, scope);
}

export async function certificateWithin(context: DocumentsContext, id: string, scope: Scope): Promise<boolean> {
  const certificate = await unlessMissing(context.peers.licenses.getCertificate({ params: { id } }));
  return certificate !== undefined && ownedWithin(context, certificate.cabinet.id, scope);
}

/** Products stand in no tree: what the caller may see of them is all there is to know. */
export async function productKnown(context: DocumentsContext, id: string): Promise<boolean> {
  return (await unlessMissing(context.peers.products.getProduct({ params: { id } }))) !== undefined;
}

async function ownedWithin(context: DocumentsContext, organizationId: string, scope: Scope): Promise<boolean> {
  await learnOrganization(context, organizationId);
  return organizationWithin(context.db, organizationId, scope);
}

async function unlessMissing<Thing>(asked: Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error, 'license_not_found', 'certificate_not_found', 'product_not_found', 'not_found')) return undefined;
    throw error;
  }
}
