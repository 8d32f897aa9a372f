import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import type { CustomerRole, StaffRole } from '@kabinet/contracts/access';
import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';

/** A Monday, 12:00 in Moscow. */
export const NOON = new Date('2026-06-15T09:00:00Z');

export interface World {
  readonly portal: TestPortal;
  readonly holding: OrganizationRef;
  readonly daughter: OrganizationRef;
  readonly stranger: OrganizationRef;
  readonly product: string;
  /** Of the holding, the daughter and the stranger: the level `standard` answers within 8 working hours, `privileged` within 2. */
  readonly certificates: { readonly holding: string; readonly daughter: string; readonly stranger: string };
}

export async function startWorld(environment: Readonly<Record<string, string>> = {}): Promise<World> {
  const portal = await startPortal({ now: NOON, environment });
  const holding = await portal.organization('Холдинг');
  const daughter = await portal.organization('Дочка', holding);
  const stranger = await portal.organization('Чужая');
  const product = await addProduct(portal, 'horns-desk');
  await portal.settle();
  const certificates = {
    holding: await certify(portal, holding, product, 'standard'),
    daughter: await certify(portal, daughter, product, 'privileged'),
    stranger: await certify(portal, stranger, product, 'standard'),
  };
  return { portal, holding, daughter, stranger, product, certificates };
}

export async function addProduct(portal: TestPortal, slug: string): Promise<string> {
  const level = (code: string, first_response_hours: number) => ({ code, name: { ru: code, en: code }, first_response_hours });
  const body = {
    slug,
    name: { ru: slug, en: slug },
    parameters: { type: 'object', additionalProperties: false },
    support_levels: [level('standard', 8), level('privileged', 2)],
    update_policy: 'always' as const,
  };
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

/** A licence of the product with a certificate of the level; answers the certificate's id. */
export async function certify(
  portal: TestPortal,
  { organization_id }: OrganizationRef,
  product_id: string,
  level: string,
): Promise<string> {
  const client = portal.client(licensesContract, staff('account_manager'));
  const key = () => ({ idempotencyKey: randomUUIDv7() });
  const terms = { quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: '2026-12-31' };
  const license = await client.issueLicense({ body: { cabinet_id: organization_id, product_id, ...terms } }, key());
  const body = { license_ids: [license.id], level, valid_from: '2026-01-01', valid_until: '2026-12-31' };
  return (await client.issueCertificate({ body }, key())).id;
}

let people = 0;

/** Somebody with an account and a name. */
export async function person(portal: TestPortal, name: string, organization: OrganizationRef, role: CustomerRole): Promise<Principal> {
  const { organization_id } = organization;
  const id = await account(portal, name, { memberships: [{ organization_id, role }] });
  return { kind: 'user', id, session_id: randomUUIDv7(), memberships: [{ ...organization, role, disabled: [] }], staff_roles: [] };
}

export async function engineer(portal: TestPortal, name: string, role: StaffRole = 'support_engineer'): Promise<Principal> {
  return {
    kind: 'user',
    id: await account(portal, name, { staff_roles: [role] }),
    session_id: randomUUIDv7(),
    memberships: [],
    staff_roles: [role],
  };
}

type Rights = { memberships: { organization_id: string; role: CustomerRole }[] } | { staff_roles: StaffRole[] };

async function account(portal: TestPortal, name: string, rights: Rights): Promise<string> {
  people += 1;
  const body = { email: `person-${people}@people.example`, name, password: 'a passphrase of the tests', ...rights };
  return (await portal.client(authContract, serviceNamed('test')).createUser({ body })).id;
}

export function issues({ portal }: Pick<World, 'portal'>, principal: Principal) {
  return portal.client(issuesContract, principal);
}

/** The id of a user. */
export function idOf(principal: Principal): string {
  return principal.kind === 'user' ? principal.id : '';
}

export function request(certificate_id: string, changes: object = {}) {
  return { body: { certificate_id, subject: 'Не запускается служба', description: 'Служба **не** запускается.', ...changes } };
}

/** A form as browsers send it (RFC 7578), in chunks. */
export function form(contents: Buffer, { field = 'file', name = 'журнал.log', chunk = 65_536 } = {}) {
  const boundary = `----${randomUUIDv7()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), contents, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) => bytes.subarray(index * chunk, (index + 1) * chunk));
  return { body: Readable.from(chunks), content_type: `multipart/form-data; boundary=${boundary}`, length: bytes.length };
}
