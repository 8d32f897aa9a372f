export const failures = {
  request_id: 'Request {{id}}',
  unreachable_title: 'The portal cannot be reached',
  unreachable: 'Check the connection and try again.',
  unexpected_title: 'Something went wrong',
  unexpected: 'The page could not be shown.',
  not_found_title: 'There is no such page',
  not_found: 'The address is wrong, or you may not see what it leads to.',
  forbidden_title: 'You have no access to this page',
  forbidden_customer: 'The owner of your organization can grant it. Roles that have it: {{roles}}.',
  forbidden_staff: 'An administrator can grant it. Roles that have it: {{roles}}.',
  forbidden_vendor: 'This page is for the vendor’s staff.',
} as const;
