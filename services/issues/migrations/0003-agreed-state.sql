-- What the portal and the helpdesk last had in common: who changed what since is seen by it, so that neither side undoes the other.
alter table ticket
  add agreed_status text check (agreed_status in ('new', 'open', 'waiting_for_customer', 'resolved', 'closed')),
  add agreed_severity text check (agreed_severity in ('critical', 'high', 'normal', 'low')),
  -- The helpdesk has another state, which could not be taken over as something was on its way there.
  add unsettled boolean not null default false;
create index ticket_unsettled on ticket (issue_id) where unsettled;

-- Where nothing is on its way both sides have the same; elsewhere it is known once that has been brought.
update ticket set agreed_status = issue.status, agreed_severity = issue.severity
  from issue
  where issue.id = ticket.issue_id and not exists (select from delivery where delivery.issue_id = issue.id and delivery.state <> 'delivered');
