-- Transactional mail: what was to be sent, what became of it. It is the vendor's: no organization sees it.
create table mail (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'password_reset')),
  -- The invitation or password reset that it tells of.
  reference_id uuid not null,
  status text not null default 'queued' check (status in ('queued', 'kept', 'sent', 'failed', 'deferred')),
  -- The header of every attempt: a receiver can tell that two copies are one mail.
  message_id text not null unique,
  locale text check (locale in ('ru', 'en')),
  -- Encrypted (AES-256-GCM, bound to the row); null until it is composed.
  sealed_recipient bytea,
  sealed_content bytea,
  attempts integer not null default 0,
  -- Set, and committed, before the server is given the mail, and cleared with the outcome. Left behind by a crash in between,
  -- it says that the mail may have gone out.
  handed_over_at timestamptz,
  -- Null when nothing is to be done any more.
  next_attempt_at timestamptz,
  failure_reason text check (failure_reason in ('rejected', 'gave_up', 'outcome_unknown', 'link_over', 'bad_address')),
  -- Codes only, such as '550 5.1.1': the words of a server may name people.
  smtp_reply text,
  sent_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The same event again makes no second mail.
  unique (kind, reference_id),
  check ((status = 'failed') = (failure_reason is not null)),
  check ((status = 'sent') = (sent_at is not null)),
  check ((status in ('queued', 'deferred')) = (next_attempt_at is not null))
);
create index mail_created on mail (created_at, id);
create index mail_status on mail (status, created_at, id);
create index mail_waiting on mail (next_attempt_at) where next_attempt_at is not null;
select hide_table('mail');
