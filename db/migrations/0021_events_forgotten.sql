-- An event that is done with keeps its kind and time; who wrote, and what, is forgotten. So it is for those that are stored.
update webhook_event set event =
  jsonb_strip_nulls(jsonb_build_object('type', type, 'timestamp', event -> 'timestamp',
    'message', case when event ? 'message' then
      jsonb_build_object('id', event -> 'message' -> 'id', 'type', event -> 'message' -> 'type') end))
where handled_at is not null;
-- What was never handled, or may be removed by its age, is found without reading all.
create index webhook_event_unhandled on webhook_event (received_at) where handled_at is null;
create index webhook_event_by_age on webhook_event (received_at);
