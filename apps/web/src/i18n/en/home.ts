export const home = {
  greeting: 'Hello, {{name}}',
  attention: 'Needs attention',
  all_well: 'No licence and no certificate ends before {{date}}.',
  licenses_ending_one: 'Licences that end within {{count}} day',
  licenses_ending_other: 'Licences that end within {{count}} days',
  certificates_ending_one: 'Support that ends within {{count}} day',
  certificates_ending_other: 'Support that ends within {{count}} days',
  see_all: 'Show all: {{total}}',
  newest: 'Newest licences',
  see_licenses: 'All licences',
  none_yet_title: 'There are no licences yet',
  none_yet: 'They appear here as soon as a purchase has been processed.',
} as const;
