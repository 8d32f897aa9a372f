export const forms = {
  leave_title: 'Leave without saving?',
  leave: 'What you have entered here will be lost.',
  leave_confirm: 'Leave',
  stay: 'Stay',
  changed_title: 'Somebody changed this in the meantime',
  changed: 'Load the present state; your changes stay in the fields.',
  reload_keep: 'Reload and keep my changes',
  reason: 'Reason',
  type_to_confirm: 'Type {{word}} to confirm',
  does_not_match: 'Does not match',
  required: 'Required',
} as const;
