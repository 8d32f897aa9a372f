/** What happens to support requests, as the audit log tells it. */
export const issueActions = {
  issue: {
    created: 'Support request opened',
    changed: 'Support request changed',
    status_changed: 'Status of a request changed',
    merged: 'Request merged into another one',
    separated: 'Request no longer merged into another one',
    assigned: 'Request assigned',
    escalated: 'Warning of a late answer',
    followers_changed: 'Followers of a request changed',
    commented: 'Comment on a request',
    comment_changed: 'Comment edited by its author',
    comment_deleted: 'Comment deleted by its author',
    attachment_added: 'File attached to a request',
    attachment_deleted: 'File of a request deleted',
    rated: 'Request rated by its author',
    note_added: 'Internal note on a request',
    news: 'People are told of a request',
  },
  organization: {
    cleared: 'Requests of a closing organization closed',
    not_cleared: 'Open requests stand in the way of a closing',
  },
} as const;
