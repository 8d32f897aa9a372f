import type { AccessTable } from '@kabinet/contract/access';

/**
 * The one table of rights, in the words of the domain: which role grants which permissions. A permission is
 * `<group>.<verb>`; an owner may switch off whole groups for a person. API, web and tests read this table.
 */

const viewer = [
  'organizations.read',
  'products.read',
  'advisories.read',
  'licenses.read',
  'artifacts.read',
  'knowledge.read',
  'notifications.read',
  'issues.read_own',
] as const;

const supportContact = [
  ...viewer,
  'licenses.download',
  'artifacts.download',
  'issues.read',
  'issues.write',
  'reports.read_issues',
] as const;

const licenseManager = [...supportContact, 'licenses.transfer', 'reports.read'] as const;

const owner = [
  ...licenseManager,
  'organizations.manage',
  'people.read',
  'people.manage',
  'tokens.read',
  'tokens.manage',
  'webhooks.manage',
  'audit.read',
  'downloads.read',
] as const;

const everyStaff = [
  'organizations.read',
  'products.read',
  'advisories.read',
  'licenses.read',
  'artifacts.read',
  'knowledge.read',
  'notifications.read',
  'downloads.read',
] as const;

/** Who helps customers may see what these see: see `startViewing`. */
const helper = ['people.view_as'] as const;

const productManager = [
  ...everyStaff,
  'products.manage',
  'artifacts.download',
  'releases.read',
  'releases.upload',
  'releases.manage',
  'advisories.import',
  'advisories.manage',
  'templates.read',
  'templates.manage',
  'articles.manage',
  'notifications.manage',
] as const;

const accountManager = [
  ...everyStaff,
  ...helper,
  'people.appoint',
  'organizations.manage',
  'organizations.move',
  'organizations.reopen',
  'people.read',
  'people.manage',
  'purchases.read',
  'purchases.manage',
  'licenses.download',
  'artifacts.download',
  'licenses.manage',
  'licenses.transfer',
  'reports.read',
  'reports.read_issues',
  'notifications.manage',
] as const;

const supportEngineer = [
  ...everyStaff,
  ...helper,
  'people.read',
  'artifacts.download',
  'issues.read_own',
  'issues.read',
  'issues.write',
  'issues.read_notes',
  'issues.manage',
  'articles.manage',
] as const;

const auditor = [
  ...everyStaff,
  'people.read',
  'tokens.read',
  'purchases.read',
  'releases.read',
  'templates.read',
  'issues.read_own',
  'issues.read',
  'issues.read_notes',
  'reports.read',
  'reports.read_issues',
  'mail.read',
  'audit.read',
  'audit.verify',
  'system.read',
  'settings.read',
] as const;

const administrator = [
  ...new Set([
    ...owner,
    ...productManager,
    ...accountManager,
    ...supportEngineer,
    ...auditor,
    'purchases.create',
    'issues.exchange',
    'mail.read_body',
    'mail.note_bounces',
    'mail.manage',
    'staff.manage',
    'system.manage',
    'settings.manage',
  ] as const),
];

export type Permission = (typeof administrator)[number];

export const accessTable = {
  customer: { owner, license_manager: licenseManager, support_contact: supportContact, viewer },
  staff: {
    administrator,
    product_manager: productManager,
    account_manager: accountManager,
    support_engineer: supportEngineer,
    auditor,
  },
  scopes: {
    'purchases:write': ['purchases.create'],
    'licenses:read': ['licenses.read', 'organizations.read', 'products.read'],
    'licenses:download': ['licenses.read', 'licenses.download', 'organizations.read', 'products.read'],
    'artifacts:download': ['artifacts.read', 'artifacts.download'],
    'organizations:read': ['organizations.read'],
    'products:read': ['products.read'],
    'advisories:read': ['advisories.read'],
    'advisories:write': ['advisories.import'],
    'helpdesk:notify': ['issues.exchange'],
    'releases:write': ['releases.upload', 'releases.read'],
    'mail:bounces': ['mail.note_bounces'],
  },
} as const satisfies AccessTable & { customer: Record<string, readonly Permission[]> };

export type CustomerRole = keyof typeof accessTable.customer;
export type StaffRole = keyof typeof accessTable.staff;
export type TokenScope = keyof typeof accessTable.scopes;

/** Scopes that open nothing but what belongs to the vendor: a token bound to an organization could never use them. */
export const vendorScopes: readonly TokenScope[] = [
  'purchases:write',
  'advisories:write',
  'helpdesk:notify',
  'releases:write',
  'mail:bounces',
];
