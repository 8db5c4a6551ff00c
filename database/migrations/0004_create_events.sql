-- History: one event an act, in the same transaction; sealed behind the commit in a chain that an outsider can verify.

create table events (
  institution_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  on_behalf_of uuid,
  act text not null,
  object_kind text not null,
  object_id uuid not null,
  -- the item under which the event is seen; null for what hangs on no item
  item_id uuid,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  -- {salt, values}: personal fields, which stand in before and after only as salted digests; erasable
  personal jsonb,
  primary key (institution_id, id)
);
create index events_object on events (institution_id, object_kind, object_id, at);
create index events_item on events (institution_id, item_id, at);
create index events_at on events (institution_id, at);

-- what the sealer has still to take; a row leaves when its seal is written
create table unsealed_events (
  institution_id uuid not null,
  event_id uuid not null,
  position bigint generated always as identity,
  primary key (institution_id, event_id)
);

create table event_seals (
  institution_id uuid not null,
  sequence bigint not null check (sequence > 0),
  event_id uuid not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (institution_id, sequence),
  unique (institution_id, event_id)
);

create table chain_heads (
  institution_id uuid primary key,
  sequence bigint not null,
  hash text not null
);

create function queue_for_sealing() returns trigger language plpgsql set search_path = public as $$
begin
  insert into unsealed_events (institution_id, event_id) select institution_id, id from added;
  return null;
end $$;
create trigger events_queue after insert on events referencing new table as added for each statement execute function queue_for_sealing();

create function refuse_change() returns trigger language plpgsql set search_path = public as $$
begin
  raise exception 'history_immutable' using errcode = 'LD409';
end $$;
-- only the erasable personal part of an event may ever be emptied
create function hold_event() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'DELETE' or to_jsonb(new) - 'personal' <> to_jsonb(old) - 'personal' or new.personal is not null then
    raise exception 'history_immutable' using errcode = 'LD409';
  end if;
  return new;
end $$;
create trigger events_hold before update or delete on events for each row execute function hold_event();
create trigger event_seals_hold before update or delete on event_seals for each row execute function refuse_change();

create table idempotency_keys (
  institution_id uuid not null references institutions on delete cascade,
  caller_id uuid not null,
  key text not null,
  request_hash text not null,
  -- null while the first request is still at work
  status smallint,
  reply jsonb,
  headers jsonb,
  created_at timestamptz not null,
  primary key (institution_id, caller_id, key)
);

create table jobs (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress numeric(5,2) not null default 0,
  input jsonb,
  result jsonb,
  started_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (institution_id, id)
);

-- inbox of reminders and results; filled from committed events
create table system_marks (
  key text primary key,
  value jsonb not null
);
