-- What waits of an organization, and for it: taken back when it is closed, or when a move parts the two sides.
create index transfer_pending_from on transfer (from_organization_id, id) where status = 'pending';
create index transfer_pending_to on transfer (to_organization_id, id) where status = 'pending';
