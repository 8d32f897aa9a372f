import type { Principal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { member, staff, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { addSampleProducts, licenses } from './fixture.ts';

export interface Organization {
  readonly organization_id: string;
  readonly root_id: string;
}

/** A holding, two daughters, a granddaughter below the first, and a stranger. */
export interface Family {
  readonly holding: Organization;
  readonly daughter: Organization;
  readonly sister: Organization;
  readonly granddaughter: Organization;
  readonly stranger: Organization;
  readonly product: string;
}

export async function buildFamily(portal: TestPortal): Promise<Family> {
  const products = await addSampleProducts(portal);
  const holding = await portal.organization('Холдинг');
  const daughter = await portal.organization('Дочь', holding);
  const sister = await portal.organization('Сестра', holding);
  const granddaughter = await portal.organization('Внучка', daughter);
  const stranger = await portal.organization('Чужой');
  await portal.settle();
  return { holding, daughter, sister, granddaughter, stranger, product: products.get('horns-mail') ?? '' };
}

/** Whoever transfers does so once: every call has a key of its own. */
export function newKey(): { idempotencyKey: string } {
  return { idempotencyKey: randomUUIDv7() };
}

export function managerOf(organization: Organization): Principal {
  return member(organization, 'license_manager');
}

export interface Issued {
  readonly quantity?: number;
  readonly valid_until?: string | null;
  /** Whether a certificate is issued with it; it is, unless said otherwise. */
  readonly isCovered?: boolean;
}

/** A licence with one certificate over all of its units. Answers the ids of both. */
export async function issue(portal: TestPortal, { organization_id }: Organization, product: string, issued: Issued = {}) {
  const { isCovered = true, ...terms } = issued;
  const client = licenses(portal);
  const body = {
    cabinet_id: organization_id,
    product_id: product,
    quantity: 10,
    parameters: { mailboxes: 100 },
    valid_from: '2026-01-01',
    valid_until: '2026-12-31',
    ...terms,
  };
  const license = await client.issueLicense({ body }, newKey());
  if (!isCovered) return { license: license.id, certificate: '' };
  const covering = { license_ids: [license.id], level: 'standard', valid_from: '2026-01-01', valid_until: '2026-12-31' };
  const certificate = await client.issueCertificate({ body: covering }, newKey());
  return { license: license.id, certificate: certificate.id };
}

/** What `organization` has by the API, as the vendor sees it: units of its licences, and what its certificates cover. */
export async function holdings(portal: TestPortal, { organization_id }: Organization) {
  const client = portal.client(licensesContract, staff('auditor'));
  const query = { cabinet_id: organization_id, descendants: false, limit: 200 };
  const [owned, covered] = await Promise.all([client.listLicenses({ query }), client.listCertificates({ query })]);
  return {
    units: owned.items.reduce((sum, license) => sum + license.quantity, 0),
    covered: covered.items.reduce((sum, { licenses: rows }) => sum + rows.reduce((all, row) => all + row.quantity, 0), 0),
  };
}
