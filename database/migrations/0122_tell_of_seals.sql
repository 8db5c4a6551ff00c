-- Whoever listens learns of sealed events at once: which institution, and up to which number. Only the sealer writes seals, so that no act waits for it.

create function tell_of_seals() returns trigger language plpgsql set search_path = public as $$
declare
  told record;
begin
  for told in select institution_id, max(sequence) as last from added group by institution_id loop
    perform pg_notify('liandong_sealed', told.institution_id || ' ' || told.last);
  end loop;
  return null;
end $$;
create trigger event_seals_tell after insert on event_seals referencing new table as added for each statement execute function tell_of_seals();

-- Whose inbox changed, so that the count beside the bell follows.
create function tell_of_inboxes() returns trigger language plpgsql set search_path = public as $$
declare
  told record;
begin
  for told in select distinct institution_id, person_id from changed loop
    perform pg_notify('liandong_inbox', told.institution_id || ' ' || told.person_id);
  end loop;
  return null;
end $$;
create trigger notifications_tell_new after insert on notifications referencing new table as changed for each statement execute function tell_of_inboxes();
create trigger notifications_tell_read after update on notifications referencing new table as changed for each statement execute function tell_of_inboxes();
