-- The sealer takes the oldest first, out of many where a large plan has just been loaded.
create index unsealed_events_position on unsealed_events (institution_id, position);
