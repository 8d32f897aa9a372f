/** Issuing licences and certificates by hand. */
export const issuing = {
  issue: 'Issue',
  client: 'Client',
  perpetual_hint: 'Left empty, it is perpetual.',
  versions_hint: 'Such as 1.x or 2.4.x; left empty, all versions.',
  issue_license: 'Issue a licence',
  license_title: 'New licence',
  license_done: 'Licence {{number}} is issued',
  issue_certificate: 'Issue a certificate',
  certificate_title: 'New certificate',
  certificate_done: 'Certificate {{number}} is issued',
  licenses_hint: 'Of one product. The certificate covers all units of these licences.',
  choose_client_first: 'Choose a client: its licences are offered here.',
  no_licenses: 'This client has no licence that a certificate could cover.',
  license_option_one: '{{product}} · {{count}} unit · {{status}}',
  license_option_other: '{{product}} · {{count}} units · {{status}}',
} as const;
