-- How far the broker is known to have taken this service's events, so that the relay notices when it lost some of them.

-- One row. Whoever locks it is the service's relay: of several replicas one publishes at a time.
create table broker_position (
  only_row boolean primary key default true check (only_row),
  -- The last publication that the broker acknowledged: when its stream was made (as the broker writes it), its place there.
  stream_created text,
  seq bigint,
  event_id uuid,
  acknowledged_at timestamptz,
  -- After a loss: events that were published between these two are published once more. Both null otherwise.
  republish_from timestamptz,
  republish_until timestamptz,
  check ((stream_created is null) = (seq is null) and (seq is null) = (event_id is null) and (seq is null) = (acknowledged_at is null)),
  check ((republish_from is null) = (republish_until is null))
);
insert into broker_position default values;
select hide_table('broker_position');

-- Finds what is to be published once more, and what is old enough to go.
create index outbox_published on outbox (published_at) where published_at is not null;
