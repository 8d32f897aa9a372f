/** What ends when, for whom. */
export const renewals = {
  title: 'Renewals calendar',
  period: 'Period',
  months_one: '{{count}} month',
  months_other: '{{count}} months',
  chart: 'Licences and certificates that end, by month; certificates in the stronger colour. The tables below have the numbers.',
  bar: '{{month}}: {{licenses}} licences, {{certificates}} certificates',
  cabinet: 'Organization',
  licenses: 'Licences',
  certificates: 'Certificates',
  nothing_title: 'Nothing ends in this time',
  nothing: 'Choose a longer period, or another organization.',
  truncated: 'These are the first 1,000 rows. Narrow them to an organization to see the rest.',
} as const;
