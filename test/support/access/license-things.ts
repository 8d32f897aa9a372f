import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import type { Builder, Organization } from './kinds.ts';
import { domainOf, newCabinet, nextNumber, TERM } from './new-things.ts';
import { productOf } from './product-things.ts';

export async function issueLicense(builder: Builder, organization: Organization) {
  const product_id = await productOf(builder, organization);
  const body = { cabinet_id: organization.id, product_id, quantity: 10, parameters: { cores: 4 }, ...TERM };
  const license = await builder.portal
    .client(licensesContract, staff('account_manager'))
    .issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
  organization.words.push(license.number);
  return license;
}

export async function issueCertificate(builder: Builder, organization: Organization): Promise<string> {
  const license = await issueLicense(builder, organization);
  organization.things.license.push(license.id);
  const body = { license_ids: [license.id], level: 'standard', ...TERM };
  const { id, number } = await builder.portal
    .client(licensesContract, staff('account_manager'))
    .issueCertificate({ body }, { idempotencyKey: randomUUIDv7() });
  organization.words.push(number);
  return id;
}

/** What the ERP sends when the organization buys. */
export function purchaseMessage({ name, inn, kpp, key }: Organization, product: string) {
  const contact = { email: `buyer-${nextNumber()}@${domainOf(key)}`, name: 'Закупщик' };
  const line = { product, quantity: 5, parameters: { cores: 2 }, ...TERM, certificate: { level: 'standard', ...TERM } };
  return {
    source: 'access-test',
    id: `order-${nextNumber()}`,
    purchased_at: '2026-01-01T09:00:00Z',
    buyer: { inn, kpp, name, contact },
    lines: [line],
  };
}

export async function buy(builder: Builder, organization: Organization): Promise<string> {
  const product = await builder.portal
    .client(productsContract, staff('auditor'))
    .getProduct({ params: { id: await productOf(builder, organization) } });
  const body = purchaseMessage(organization, product.slug);
  const purchase = await builder.portal.client(licensesContract, staff('administrator')).receivePurchase({ body });
  if (purchase.cabinet?.id !== organization.id) throw new Error(`the purchase of ${organization.name} went elsewhere`);
  const { things, words } = organization;
  things.license.push(...purchase.licenses.map(({ id }) => id));
  things.certificate.push(...purchase.certificates.map(({ id }) => id));
  words.push(...[...purchase.licenses, ...purchase.certificates].map(({ number }) => number), body.id, body.buyer.contact.email);
  return purchase.id;
}

/** Both sides read of a transfer, so that the other one is none of those whom the tests ask. */
async function outsiderOf(builder: Builder): Promise<string> {
  const client = builder.portal.client(organizationsContract, staff('administrator'));
  return (builder.outsider ??= (await client.createCabinet({ body: newCabinet(`Сторонний Омут № ${nextNumber()}`) })).id);
}

export async function receive(builder: Builder, organization: Organization): Promise<string> {
  const product_id = await productOf(builder, organization);
  const client = builder.portal.client(licensesContract, staff('account_manager'));
  const body = { cabinet_id: await outsiderOf(builder), product_id, quantity: 10, parameters: { cores: 4 }, ...TERM };
  const { id } = await client.issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
  const transfer = await client.transferLicense(
    { params: { id }, body: { to_cabinet_id: organization.id, quantity: 4 } },
    { idempotencyKey: randomUUIDv7() },
  );
  if (transfer.to_license_id !== null) organization.things.license.push(transfer.to_license_id);
  organization.words.push(transfer.to_license_number ?? '');
  return transfer.id;
}

export async function give(builder: Builder, organization: Organization): Promise<string> {
  const { id } = await issueLicense(builder, organization);
  organization.things.license.push(id);
  const client = builder.portal.client(licensesContract, staff('account_manager'));
  const body = { to_cabinet_id: await outsiderOf(builder), quantity: 4 };
  return (await client.transferLicense({ params: { id }, body }, { idempotencyKey: randomUUIDv7() })).id;
}
