-- Mails that came back after a server had taken them, and addresses that nobody writes to any more.
alter table mail drop constraint mail_status_check;
alter table mail add constraint mail_status_check check (status in ('queued', 'kept', 'sent', 'failed', 'deferred', 'bounced'));
alter table mail drop constraint mail_failure_reason_check;
alter table mail add constraint mail_failure_reason_check check (
  failure_reason in ('rejected', 'gave_up', 'outcome_unknown', 'link_over', 'bad_address', 'nothing_to_tell', 'bounced', 'undeliverable')
);
alter table mail drop constraint mail_check;
alter table mail add constraint mail_check check ((status in ('failed', 'bounced')) = (failure_reason is not null));
alter table mail drop constraint mail_check1;
alter table mail add constraint mail_check1 check ((status in ('sent', 'bounced')) = (sent_at is not null));

create table undeliverable_address (
  -- Keyed by a secret of the installation: who reads the table learns no address.
  address_hash bytea primary key,
  -- The mail that came back first, and with what code.
  mail_id uuid not null,
  reply text not null,
  created_at timestamptz not null
);
create index undeliverable_address_created on undeliverable_address (created_at);
select hide_table('undeliverable_address');
