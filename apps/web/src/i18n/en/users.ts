/** Accounts: who is the vendor's staff, and what they may do. */
export const users = {
  title: 'Users',
  who: 'Who',
  staff: 'The vendor’s staff',
  staff_roles: 'Staff roles',
  status: { active: 'Active', disabled: 'Disabled' },
  change_roles: 'Change roles',
  roles_title: 'Roles of {{email}}',
  roles_hint: 'Without any role it is no staff. A change acts within seconds.',
  roles_changed: 'The roles of {{email}} are changed',
  roles: {
    administrator: 'Everything, users and the system too.',
    product_manager: 'Products, releases, advisories, templates, articles.',
    account_manager: 'Clients, purchases, licences and certificates, transfers, reports.',
    support_engineer: 'Support requests and articles; sees clients.',
    auditor: 'Sees everything, changes nothing.',
  },
  disable: {
    action: 'Disable',
    title: 'Disable {{email}}?',
    preview: 'All sessions end at once, and nobody logs in until the account is enabled.',
    done: '{{email}} is disabled',
  },
  enable: {
    action: 'Enable',
    title: 'Enable {{email}}?',
    preview: 'The person can log in again with the password they had.',
    done: '{{email}} is enabled',
  },
  reset: {
    action: 'Take off the second factor',
    title: 'Take off the second factor of {{email}}?',
    preview: 'The password alone is enough to log in then, and all sessions end. Make sure that it is the owner of the account who asks.',
    done: '{{email}} has no second factor any more',
  },
} as const;
