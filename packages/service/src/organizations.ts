import type { EventType } from '@kabinet/contract/events';
import { findOrganization, recordOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import type { ServiceContext } from './context.ts';
import { on, type Subscription } from './manifest.ts';

/** Keeps this service's organization tree up to date from the events that carry an organization's whole state. */
export function followOrganizations(types: readonly EventType[]): Subscription[] {
  return types.map((type) =>
    on<ServiceContext, EventType>(type, (_context, event, tx) => recordOrganization(tx, organizationIn(event.data, event.version))),
  );
}

function organizationIn(data: unknown, version: number): OrganizationNode {
  return { ...(data as Omit<OrganizationNode, 'version'>), version };
}

/**
 * The organization as this service knows it; one that no event has told of yet is asked for with `fetch` and kept.
 * Looks past the caller's walls: the caller's right to it must be decided already. Undefined when nobody knows it.
 */
export async function knownOrganization(
  context: Pick<ServiceContext, 'system'>,
  id: string,
  fetch: (id: string) => Promise<OrganizationNode | undefined>,
): Promise<OrganizationNode | undefined> {
  const known = await findOrganization(context.system, id);
  if (known) return known;
  const fetched = await fetch(id);
  if (fetched) await context.system.transaction((tx) => recordOrganization(tx, fetched));
  return fetched;
}
