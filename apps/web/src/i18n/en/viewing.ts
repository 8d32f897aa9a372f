/** One of the staff looks at the portal with a customer's eyes. */
export const viewing = {
  start: 'View as',
  start_as: 'View as {{name}}',
  title: 'View as {{name}}',
  preview:
    'For half an hour you see the portal as {{name}} ({{email}}) sees it, and can change nothing. The owners of the organization read the reason: it stands in their audit log.',
  banner: 'You see what {{name}} sees. Read only, until {{until}}.',
  over: 'The viewing is over: you see the portal with your own eyes again.',
  end: 'Stop',
} as const;
