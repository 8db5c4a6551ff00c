-- Messages that reach people: the inbox, how each wants to be reached, and how far the followers of history have come.

-- One row a person and event: a second planning of the same event finds its message there.
create table notifications (
  institution_id uuid not null references institutions on delete cascade,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  -- now: by e-mail at once, outside quiet hours; digest: with the next digest; quiet: in the inbox alone
  urgency text not null check (urgency in ('now', 'digest', 'quiet')),
  -- null for a digest and for a test
  event_id uuid,
  actor_id uuid,
  item_id uuid,
  object_kind text,
  object_id uuid,
  -- how many alike one act brought about
  count integer not null default 1 check (count > 0),
  -- ids, codes, days and numbers: never a text
  params jsonb not null default '{}',
  -- a digest's own: its day, and what it reminds of
  day date,
  lines jsonb not null default '[]',
  at timestamptz not null,
  read_at timestamptz,
  -- whether its outer channels have been chosen
  dispatched boolean not null default false,
  -- the digest that told of it
  told_on date,
  primary key (institution_id, id),
  unique (institution_id, event_id, person_id),
  unique (institution_id, person_id, day),
  check ((kind = 'digest') = (day is not null)),
  foreign key (institution_id, person_id) references people
);
create index notifications_inbox on notifications (institution_id, person_id, at desc, id desc);
create index notifications_unread on notifications (institution_id, person_id) where read_at is null;
create index notifications_undispatched on notifications (institution_id, at) where not dispatched;
create index notifications_untold on notifications (institution_id, person_id, at) where urgency = 'digest' and read_at is null and told_on is null;

create table notification_preferences (
  institution_id uuid not null references institutions on delete cascade,
  person_id uuid not null,
  email text not null check (email in ('all', 'digest', 'none')),
  primary key (institution_id, person_id),
  foreign key (institution_id, person_id) references people
);

-- How far a follower has read the sealed events: in their sequence, each once.
create table event_followers (
  institution_id uuid not null references institutions on delete cascade,
  follower text not null,
  sequence bigint not null check (sequence >= 0),
  primary key (institution_id, follower)
);

do $$
declare
  t text;
begin
  foreach t in array array['notifications', 'notification_preferences', 'event_followers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_institution on %I using (institution_id = (select current_institution())) with check (institution_id = (select current_institution()))', t);
    execute format('grant select, insert, update, delete on %I to :app_role', t);
  end loop;
end $$;

create function institutions_to_follow(wanted text) returns setof uuid language sql stable security definer set search_path = public as $$
  select h.institution_id from chain_heads h
  left join event_followers f on f.institution_id = h.institution_id and f.follower = wanted
  where h.sequence > coalesce(f.sequence, 0)
$$;
create function institutions_to_dispatch() returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct institution_id from notifications where not dispatched
$$;
