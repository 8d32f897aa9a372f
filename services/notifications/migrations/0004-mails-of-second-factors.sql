-- Mails about what became of an account's second factor. Each is about an event; whose account it was is kept beside.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (
  kind in (
    'invitation', 'password_reset', 'email_change', 'email_change_notice', 'join_request', 'second_factor_enabled', 'second_factor_disabled',
    'recovery_codes_replaced', 'notices'
  )
);
alter table mail add column reader_id uuid;
