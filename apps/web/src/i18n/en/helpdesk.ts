export const helpdesk = {
  title: 'Exchange with the helpdesk',
  kinds: {
    builtin: 'Requests are dealt with here: there is no other helpdesk behind the portal.',
    'request-tracker': 'Behind the portal stands Request Tracker.',
    redmine: 'Behind the portal stands Redmine.',
  },
  away: 'The helpdesk does not answer: requests are taken, and delivered later',
  state: 'State',
  states: { waiting: 'Waiting', failed: 'Refused', delivered: 'Delivered' },
  what: 'What',
  whats: { ticket: 'Request', comment: 'Comment', revision: 'Edit of a comment', attachment: 'File', fields: 'Status and severity' },
  attempts: 'Attempts',
  fault: 'Fault',
  retry: 'Try again',
  retried: 'Request {{number}} is on its way again',
  empty_title: 'Nothing to deliver',
  empty: 'Here is what goes from the portal to the helpdesk, and what did not get there.',
} as const;
