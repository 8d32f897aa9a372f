-- Staff look for the mails of a client: what its people get, and what is about the organization itself, such as invitations.
-- Mails from before this have no organization; they are forgotten after 90 days.
alter table mail add column organization_id uuid;
update mail set reader_id = (select user_id from mail_item where mail_id = mail.id limit 1) where kind = 'notices' and reader_id is null;
create index mail_organization on mail (organization_id, created_at, id) where organization_id is not null;
create index mail_reader on mail (reader_id, created_at, id) where reader_id is not null;
