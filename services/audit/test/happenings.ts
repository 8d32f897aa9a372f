import type { Event } from '@kabinet/contract/events';
import { organizationsOf, principalKey, sideOf, type Principal } from '@kabinet/contract/principal';
import { productsContract } from '@kabinet/contracts/products';
import { staff, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';

/** Something of the vendor's own happens: a product appears. */
export async function createProduct(
  portal: TestPortal,
  slug: string,
  principal: Principal = staff('product_manager'),
  origin: { requestId?: string; ip?: string } = {},
) {
  const name = { ru: slug, en: slug };
  const body = { slug, name, parameters: { type: 'object' }, support_levels: [], update_policy: 'always' as const };
  return portal.client(productsContract, principal, origin).createProduct({ body });
}

/** An event of a service that is not in the portal, about `organizationId` as it was when it hung below `rootId`. */
export function issueEvent(
  what: string,
  organizationId: string | null = null,
  rootId: string | null = organizationId,
  actor: Principal = { kind: 'service', id: 'issues' },
): Event {
  return {
    specversion: '1.0',
    id: randomUUIDv7(),
    source: 'issues',
    type: `issue.${what}`,
    subject: 'the issue',
    version: 1,
    time: new Date().toISOString(),
    organizationid: organizationId,
    rootid: rootId,
    actor: {
      principal: principalKey(actor),
      side: sideOf(actor),
      organization_ids: organizationsOf(actor),
      request_id: 'a request',
      ip: '192.0.2.99',
    },
    data: {},
  };
}
