import { authContract } from '@kabinet/contracts/auth';
import type { CustomerRole } from '@kabinet/contracts/access';
import { licensesContract } from '@kabinet/contracts/licenses';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { productsContract } from '@kabinet/contracts/products';
import type { UserPrincipal } from '@kabinet/contract/principal';
import { serviceNamed, staff, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';

export interface Organization {
  organization_id: string;
  root_id: string;
}

/** Somebody who can log in, with what they would call with. */
export interface Person extends UserPrincipal {
  readonly email: string;
}

export function notifications(portal: TestPortal, who: UserPrincipal, locale: 'ru' | 'en' = 'en') {
  return portal.client(notificationsContract, who, { locale });
}

let people = 0;

/** A person with one role, known to every service once the portal has settled. */
export async function personIn(
  portal: TestPortal,
  organization: Organization,
  role: CustomerRole,
  locale: 'ru' | 'en' = 'en',
): Promise<Person> {
  people += 1;
  const email = `person-${people}@example.ru`;
  const membership = { organization_id: organization.organization_id, role };
  const body = { email, name: `Person ${people}`, password: 'a passphrase of the tests', locale, memberships: [membership] };
  const { id } = await portal.client(authContract, serviceNamed('test')).createUser({ body });
  return { kind: 'user', id, session_id: randomUUIDv7(), staff_roles: [], memberships: [{ ...organization, role, disabled: [] }], email };
}

export async function staffPerson(portal: TestPortal, role: 'account_manager' | 'product_manager'): Promise<Person> {
  people += 1;
  const email = `staff-${people}@kabinet.example`;
  const body = { email, name: `Staff ${people}`, password: 'a passphrase of the tests', locale: 'en' as const, staff_roles: [role] };
  const { id } = await portal.client(authContract, serviceNamed('test')).createUser({ body });
  return { kind: 'user', id, session_id: randomUUIDv7(), staff_roles: [role], memberships: [], email };
}

export async function newProduct(portal: TestPortal, slug: string): Promise<string> {
  const level = { code: 'standard', name: { ru: 'Обычная', en: 'Standard' }, first_response_hours: 8 };
  const parameters = { type: 'object', additionalProperties: false, properties: {} };
  const body = {
    slug,
    name: { ru: `Продукт ${slug}`, en: `Product ${slug}` },
    parameters,
    support_levels: [level],
    update_policy: 'always' as const,
  };
  const { id } = await portal.client(productsContract, staff('administrator')).createProduct({ body });
  return id;
}

export interface Term {
  readonly valid_from?: string;
  readonly valid_until: string | null;
  readonly versions?: string;
}

export async function issueLicense(portal: TestPortal, organization: Organization, productId: string, term: Term) {
  const body = {
    cabinet_id: organization.organization_id,
    product_id: productId,
    quantity: 1,
    parameters: {},
    valid_from: '2026-01-01',
    ...term,
  };
  return portal.client(licensesContract, staff('administrator')).issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
}

export function licensesAsStaff(portal: TestPortal) {
  return portal.client(licensesContract, staff('administrator'));
}

/** The titles of what a person was told, the newest first. */
export async function titlesOf(portal: TestPortal, who: UserPrincipal, query: object = {}): Promise<string[]> {
  const { items } = await notifications(portal, who).listNotifications({ query });
  return items.map(({ title }) => title);
}

/** Runs a scheduled job of notifications now, and all that follows from it. */
export async function runJob(portal: TestPortal, job: string): Promise<void> {
  const service = portal.service('notifications');
  await service.manifest.jobs[job]?.run(service.contextAsService(`test:${job}`), {});
  await portal.settle();
}
