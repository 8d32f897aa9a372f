-- Mails about changes of addresses, to both of them, and about who asks to be let into an organization, to each owner.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (
  kind in ('invitation', 'password_reset', 'email_change', 'email_change_notice', 'join_request', 'notices')
);
